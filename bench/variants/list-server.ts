import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Settings } from '../stack/dashboard'

/** What a variant goes without. */
export interface Without {
  /** Its keys lie in clear, and are read as they are. */
  encryption?: true
  /** Nothing is written down of who was handed what. */
  audit?: true
  /** No secret is compared, and nobody's calls are counted. */
  guard?: true
}

/** The dashboard's listener alone, in a process of its own, with all that it has or without some of it. */
export interface ListServer extends AsyncDisposable {
  url: string
}

const script = path.join(import.meta.dirname, 'list-server-process.ts')

export async function startListServer(settings: Settings, without: Without): Promise<ListServer> {
  const child = fork(script, [JSON.stringify(without)], {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: settings.databaseUrl,
      KEYS_ENCRYPTION_KEYS: settings.keks,
      INTERNAL_API_SECRET: settings.secret,
    },
  })
  const [port] = (await once(child, 'message')) as [number]
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
