import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { freePort } from '../../testbed/ports'
import { type Cpu, cpuOf } from './cpu'
import { type ServerProcess, startServerProcess } from './server-process'

const root = path.resolve(import.meta.dirname, '../..')
const tellMemory = path.join(import.meta.dirname, 'tell-memory.js')

/** What a process holds once its garbage is collected, in bytes, and how many handles are open. */
export interface Memory {
  rss: number
  heapUsed: number
  handles: number
}

/** A built dashboard in a process of its own. */
export interface Dashboard extends AsyncDisposable {
  /** Where people and Next answer. */
  url: string
  /** Where apps are answered. */
  internal: string
  pid: number
  memory(): Promise<Memory>
  /** What it has used of the processor since its start. */
  cpu(): Promise<Cpu>
}

/** What all dashboards of one bench share. */
export interface Settings {
  databaseUrl: string
  secret: string
  /** `KEYS_ENCRYPTION_KEYS` */
  keks: string
  redisUrl?: string
}

export function makeSettings(databaseUrl: string): Settings {
  return {
    databaseUrl,
    secret: `bench:${randomBytes(32).toString('base64url')}`,
    keks: `k1:${randomBytes(32).toString('base64')}`,
  }
}

export interface DashboardOptions {
  /** Whether apps are answered by Next, and no port of their own is opened. Default: no. */
  isThroughNext?: boolean
  /** A script that its process loads first. Default: what tells of its memory. */
  preload?: string
  env?: Record<string, string>
}

/** @throws Error with what it printed, when it ends before it is ready. */
export async function startDashboard(
  settings: Settings,
  { isThroughNext = false, preload = tellMemory, env = {} }: DashboardOptions = {},
): Promise<Dashboard> {
  const [port, internalPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const internal = `127.0.0.1:${internalPort}`
  const server = startServerProcess({
    name: 'A dashboard',
    args: ['scripts/start-app.js', 'dashboard'],
    cwd: root,
    env: {
      NODE_OPTIONS: `--import ${preload}`,
      LISTEN_HOST: '127.0.0.1',

      DATABASE_URL: settings.databaseUrl,
      DASHBOARD_URL: url,
      DASHBOARD_PORT: String(port),
      ...(!isThroughNext && { INTERNAL_LISTEN: internal }),
      INTERNAL_API_SECRET: settings.secret,
      BETTER_AUTH_SECRET: randomBytes(32).toString('base64url'),
      KEYS_ENCRYPTION_KEYS: settings.keks,
      // What is measured is not to be refused.
      RATE_LIMIT: '10000000/10',
      ...(settings.redisUrl && { REDIS_URL: settings.redisUrl }),
      ...env,
    },
  })
  await server.untilAnswers(`${url}/api/health/ready`)
  const { pid } = server
  return {
    url,
    internal: isThroughNext ? url : `http://${internal}`,
    pid,
    memory: () => tellMemoryOf(server),
    cpu: () => cpuOf(pid),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** Asks for it, and looks at each output for the next answer. */
async function tellMemoryOf(server: ServerProcess): Promise<Memory> {
  let before: number | undefined
  let stop = (): void => undefined
  const told = new Promise<Memory>((resolve) => {
    stop = server.onPrinted((printed) => {
      // What was printed by now answers an earlier question.
      before ??= printed.length
      const line = /memory (\{.*\})/.exec(printed.slice(before))?.[1]
      if (line !== undefined) resolve(JSON.parse(line) as Memory)
    })
  })
  server.signal('SIGUSR2')
  const gone = server.ended.then(() => {
    throw new Error('The dashboard ended')
  })
  return Promise.race([told, gone]).finally(stop)
}
