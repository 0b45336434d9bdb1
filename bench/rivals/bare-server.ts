import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

export interface BareServer extends AsyncDisposable {
  url: string
  pid: number
}

/** Starts a bare `node:http` server in a process of its own, which answers this body to everybody. */
export async function startBareServer(body: string): Promise<BareServer> {
  const script = path.join(import.meta.dirname, 'bare-server-process.ts')
  const child = fork(script, { execArgv: ['--import', 'tsx'] })
  child.send(body)
  const [port] = (await once(child, 'message')) as [number]
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
