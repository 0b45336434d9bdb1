import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { freePort } from '../../testbed/ports'
import { type Cpu, cpuOf } from './cpu'

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
  const child = spawn(process.execPath, ['scripts/start-app.js', 'dashboard'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
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
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = keepOutput(child)
  await untilReady(child, `${url}/api/health/ready`)
  const pid = child.pid ?? 0
  return {
    url,
    internal: isThroughNext ? url : `http://${internal}`,
    pid,
    async memory() {
      const before = printed().length
      child.kill('SIGUSR2')
      const line = await until(child, () => /memory (\{.*\})/.exec(printed().slice(before))?.[1])
      return JSON.parse(line) as Memory
    },
    cpu: () => cpuOf(pid),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function keepOutput(child: ChildProcess): () => string {
  let printed = ''
  const keep = (chunk: Buffer) => void (printed += chunk.toString())
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.once('exit', (code) => {
    if (code) process.stderr.write(`A dashboard ended with ${code}:\n${printed.slice(-2_000)}\n`)
  })
  return () => printed
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The dashboard ended')
}

/** Looks at each output for what is waited for. */
async function until(child: ChildProcess, look: () => string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const onData = () => {
      const found = look()
      if (found === undefined) return
      child.stdout?.off('data', onData)
      resolve(found)
    }
    child.stdout?.on('data', onData)
    child.once('exit', () => reject(new Error('The dashboard ended')))
    onData()
  })
}
