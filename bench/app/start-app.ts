import path from 'node:path'
import type { Ground } from '../ground/ground'
import { type Asked, startBundled } from '../stack/bundled'
import type { Question } from './questions'

/** The guide's client, to the letter: it stands by itself, as its types are not as strict as these. */
const guideClient = path.resolve(
  import.meta.dirname,
  '../../apps/dashboard/test/fixtures/guide/api-keys.ts',
)

/** An app that is warm: its client and the guide's have the keys of a provider. */
export interface App extends AsyncDisposable {
  ask<T>(question: Exclude<Question, { kind: 'open' }>): Promise<T>
}

export async function startApp(ground: Ground, provider: string): Promise<App> {
  const { internal } = await ground.dashboard()
  const { secret } = await ground.settings()
  // The guide's client reads its settings as it is loaded.
  const asked: Asked = await startBundled(path.join(import.meta.dirname, 'process.ts'), {
    env: { DASHBOARD_INTERNAL_URL: internal, INTERNAL_API_SECRET: secret },
    beside: { guide: guideClient },
  })
  const question: Question = { kind: 'open', places: { dashboard: internal, secret, provider } }
  await asked.ask(question)
  return asked
}
