import { randomBytes } from 'node:crypto'
import { openEmbeddedDatabase } from '../packages/keys-store/src/embedded'
import type { TestProject } from 'vitest/node'
import { acceptInvitation } from './accept-invitation'
import { freePort } from '../testbed/ports'
import { runToEnd, start } from './processes'

/** Where the running system is, and how to get in. */
export interface Stack {
  dashboard: string
  itqanMa: string
  sandbox: string
  databaseUrl: string
  secret: string
  email: string
  password: string
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: Stack
  }
}

/** Made by the link that the first run prints. */
const administrator = { email: 'admin@itqan.local', password: 'the-password-of-a-test' }

const token = () => randomBytes(32).toString('base64url')

/** Starts what production starts: both built apps, a PostgreSQL, and the sandbox for Google. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['E2E_DATABASE_URL']
  // The server that the run names, which must be empty, else PGlite in memory.
  const database = url
    ? { url, close: async () => {} }
    : await openEmbeddedDatabase({ dataDir: null, port: 0 })
  const { stack, stop } = await startStack({ databaseUrl: database.url }).catch(async (error) => {
    await database.close()
    throw error
  })
  project.provide('stack', stack)
  return async () => {
    await stop()
    await database.close()
  }
}

export interface StackOptions {
  /** Its database, empty or not. */
  databaseUrl: string
  /** More options of the first run. Default none: sample keys are added. */
  firstRun?: string
  /** Opens the link of the first run. Default: as its page does, over HTTP. */
  setUp?: (link: string, person: { email: string; password: string }) => Promise<void>
  /** More of its environment. */
  settings?: Record<string, string>
}

/** Prepares the database and starts sandbox, dashboard and itqan-ma on free ports. */
export async function startStack(options: StackOptions) {
  const { databaseUrl, firstRun = '', settings = {}, setUp = acceptInvitation } = options
  const stops: (() => Promise<void>)[] = []
  const outputs: (() => string)[] = []
  const [dashboardPort, itqanMaPort, sandboxPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  const secret = `itqan-ma:${token()}`
  const env = {
    DATABASE_URL: databaseUrl,
    DASHBOARD_PORT: String(dashboardPort),
    ITQAN_MA_PORT: String(itqanMaPort),
    SANDBOX_PORT: String(sandboxPort),
    DASHBOARD_URL: `http://localhost:${dashboardPort}`,
    DASHBOARD_INTERNAL_URL: `http://localhost:${dashboardPort}`,
    GEMINI_BASE_URL: `http://localhost:${sandboxPort}/v1beta`,
    // Two at once: a rotation under way.
    INTERNAL_API_SECRET: `${secret},old:${token()}`,
    BETTER_AUTH_SECRET: token(),
    KEYS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    ...settings,
  }
  const { code, printed } = await runToEnd({
    folder: 'apps/dashboard',
    script: 'first-run',
    args: firstRun,
    env,
  })
  if (code !== 0) throw new Error(`the first run failed:\n${printed}`)
  const serve = async (folder: string, script: string, until: string) => {
    const started = await start({ folder, script, env, until })
    stops.push(started.stop)
    outputs.push(started.output)
    return started
  }
  /** Ends what was started, the last first. */
  const stop = async () => {
    for (const stopOne of stops.toReversed()) await stopOne()
  }
  async function serveAll() {
    await serve('packages/provider-sandbox', 'dev', 'ready on')
    const dashboard = await serve('apps/dashboard', 'start', 'Ready in')
    return { dashboard, itqanMa: await serve('apps/itqan-ma', 'start', 'Ready in') }
  }
  const { dashboard, itqanMa } = await serveAll().catch(async (error) => {
    await stop()
    throw error
  })
  const stack: Stack = {
    dashboard: env.DASHBOARD_URL,
    itqanMa: `http://localhost:${itqanMaPort}`,
    sandbox: `http://localhost:${sandboxPort}`,
    databaseUrl,
    secret,
    ...administrator,
  }
  await setUp(linkIn(printed), administrator).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    stack,
    /** Each tells one app to end, and waits for it. */
    stopItqanMa: itqanMa.stop,
    stopDashboard: dashboard.stop,
    /** All that its processes have printed since they serve. */
    output: () => outputs.map((output) => output()).join('\n'),
    stop,
  }
}

function linkIn(printed: string): string {
  const link = /\S+\/set-up#\S+/.exec(printed)?.[0]
  if (!link) throw new Error(`the first run printed no link:\n${printed}`)
  return link
}
