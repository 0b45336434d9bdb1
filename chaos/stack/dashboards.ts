import path from 'node:path'
import type { DrainedExit } from '../judge/verdict'
import { type Child, startChild } from '../../testbed/child'
import { freePort, isListening, until } from '../../testbed/ports'

const root = path.resolve(import.meta.dirname, '../..')

/** How long a dashboard may take to its first answer, in milliseconds. */
const START_MS = 60_000

/** One of the dashboards behind the balancer. */
export interface Dashboard {
  name: string
  /** The port that the apps speak to. */
  readonly port: number
  readonly pid: number
  start(): Promise<void>
  kill(): Promise<void>
  terminate(): Promise<DrainedExit>
  isReady(): Promise<boolean>
}

interface DashboardOptions {
  name: string
  env: Record<string, string>
  logs: string
}

/** Starts the production build as `pnpm start` would. */
export async function startDashboard({ name, env, logs }: DashboardOptions): Promise<Dashboard> {
  const [port, internalPort] = [await freePort(), await freePort()]
  let child: Child
  let door = port
  const own = {
    ...env,
    DASHBOARD_PORT: String(port),
    DASHBOARD_URL: `http://localhost:${port}`,
    INTERNAL_LISTEN: `127.0.0.1:${internalPort}`,
    LISTEN_HOST: '127.0.0.1',
  }

  async function start(): Promise<void> {
    const args = ['scripts/start-app.js', 'dashboard']
    const log = path.join(logs, `dashboard-${name}.log`)
    child = startChild({ command: process.execPath, args, cwd: root, env: own, log })
    await until(`dashboard ${name}`, findDoor, START_MS)
    await until(`dashboard ${name} for the apps`, () => answersReady(door), START_MS)
  }

  async function findDoor(): Promise<boolean> {
    const found = await doorOf({ port, internalPort })
    door = found ?? door
    return found !== null
  }

  await start()
  return {
    name,
    get port() {
      return door
    },
    get pid() {
      return child.pid
    },
    start,
    kill: () => child.kill(),
    async terminate() {
      const begin = Date.now()
      const code = await child.terminate()
      return { code, ms: Date.now() - begin, isDraining: !withoutHealth.has(door) }
    },
    isReady: () => answersReady(door),
  }
}

/**
 * The port for the apps: that of the internal listener, where the dashboard opens one. `null`: none answers
 * yet. A port that takes connections is not enough: Next opens its own before it can answer.
 */
async function doorOf(ports: { port: number; internalPort: number }): Promise<number | null> {
  for (const port of [ports.internalPort, ports.port]) {
    if ((await isListening(port)) && (await statusOf(port, GUARDED)) === 401) return port
  }
  return null
}

const READY = '/api/health/ready'

/** Refused without a secret: cheap, and answered by the same code as all that apps ask. */
const GUARDED = '/api/internal/api-keys'

/** Ports whose server has no address for readiness: then a connection must be enough. */
const withoutHealth = new Set<number>()

async function answersReady(port: number): Promise<boolean> {
  if (withoutHealth.has(port)) return isListening(port)
  const status = await statusOf(port, READY)
  if (status === 404) withoutHealth.add(port)
  return status === 200 || status === 404
}

/** The status of an answer; `null` for none in time. */
async function statusOf(port: number, address: string): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(5_000)
    const response = await fetch(`http://127.0.0.1:${port}${address}`, { signal })
    await response.arrayBuffer()
    return response.status
  } catch {
    return null
  }
}
