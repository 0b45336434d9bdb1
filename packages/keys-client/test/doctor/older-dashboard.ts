import type { ScriptedDashboard } from '../scripted-dashboard'
import { serveHttp } from './servers'

/** The dashboard as it was before it counted disabled keys: its router does not know the procedure. */
export async function olderDashboard(dashboard: ScriptedDashboard): Promise<string> {
  const port = await serveHttp((request, response) => {
    request.url = request.url?.replace('/providers', '/not-yet-there') ?? ''
    void dashboard.pass(request, response)
  })
  return `http://127.0.0.1:${port}`
}
