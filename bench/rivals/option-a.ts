import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { freePort } from '../../testbed/ports'
import { startServerProcess } from '../stack/server-process'
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
  const url = `http://127.0.0.1:${port}`
  const server = startServerProcess({
    name: 'Option A',
    args,
    cwd: folder,
    env: {
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: database.url,
      INTERNAL_API_SECRET: secret,
    },
  })
  await server.untilAnswers(`${url}${OPTION_A_PATH}`, { authorization: `Bearer ${secret}` })
  return {
    url,
    secret,
    pid: server.pid,
    database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
