import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { freePort } from '../../testbed/ports'
import { openOptionADatabase, type OptionADatabase } from './option-a-database'

const folder = path.join(import.meta.dirname, 'option-a')

/** Where the guide's handlers are. */
export const OPTION_A_PATH = '/api/internal/api-keys'

/** The guide's dashboard side, built, in a process of its own, as `next start` runs it. */
export interface OptionA extends AsyncDisposable {
  url: string
  secret: string
  pid: number
  database: OptionADatabase
}

/** @throws Error with what it printed, when it ends before it answers. */
export async function startOptionA(serverUrl: string): Promise<OptionA> {
  const database = await openOptionADatabase(serverUrl)
  const port = await freePort()
  const secret = randomBytes(32).toString('base64url')
  const next = path.join(folder, 'node_modules/next/dist/bin/next')
  const args = [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)]
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: database.url,
      INTERNAL_API_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const keep = (chunk: Buffer) => void (printed += chunk.toString())
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null

  const url = `http://127.0.0.1:${port}`
  const headers = { authorization: `Bearer ${secret}` }
  for (;;) {
    if (hasEnded()) throw new Error(`Option A ended:\n${printed.slice(-2_000)}`)
    const response = await fetch(`${url}${OPTION_A_PATH}`, { headers }).catch(() => null)
    await response?.arrayBuffer()
    if (response?.ok) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }

  return {
    url,
    secret,
    pid: child.pid ?? 0,
    database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      if (hasEnded()) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
