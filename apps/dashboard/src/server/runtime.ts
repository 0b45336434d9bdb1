import 'server-only'
import {
  type ConsolePorts,
  createConsoleHandler,
  createInternalApi,
  createPresence,
  type HeaderReader,
  type InternalHandlers,
  type Log,
  toFetchHandlers,
} from '@itqan/keys-router'
import { withoutKeys } from '@itqan/keys-contract'
import { createPeopleStore, type Database } from '@itqan/keys-store'
import { liveAnswer, type Readiness, readyAnswer } from '@itqan/life-cycle'
import { type Env, getEnv } from '../env'
import { observeEpoch } from '../telemetry/observe-epoch'
import { metricsHandler } from '../telemetry/telemetry'
import { addressOf } from './arrival/address-of'
import { createPlainHttpCheck } from './arrival/plain-http'
import { createExportHandler } from './audit/export-handler'
import { type Auth, createAuth, originsOf } from './auth'
import { openReadiness } from './life/open-readiness'
import { isDraining } from './life/process-life'
import { createInternalListener } from './listener/create-internal-listener'
import { elsewhere } from './listener/elsewhere'
import type { InternalListener } from './listener/internal-listener'
import { createLog } from './log'
import { openConsolePorts } from './open-console-ports'
import { openStores, type Stores } from './open-stores'
import { openCounters } from './rate-limit/open-counters'
import { userOf } from './session-user'
import { createAuthHandler } from './sign-in/auth-handler'
import { openSignInCounters } from './sign-in/sign-in-counters'
import { createSignInLimits } from './sign-in/sign-in-limits'

type Handler = (request: Request) => Promise<Response>

/** What the dashboard's process is made of. */
export interface Runtime {
  auth: Auth
  database: Database
  log: Log
  /** Takes every secret that this process knows of out of a text. */
  redact(text: string): string
  /** What the pages stand on. */
  ports: ConsolePorts
  /** The apps' side, behind the secret; nothing, when that has a port of its own. */
  internal: InternalHandlers
  /** That port; `null` without one. */
  listener: InternalListener | null
  /** The pages' side, behind a session. */
  console: Handler
  /** The audit as a file, behind a session. */
  auditExport: Handler
  /** Goes through the whole audit. */
  auditVerifier: Stores['auditVerifier']
  /** Where people get a session, and give it back. */
  people: Handler
  /** Tells the apps' open streams of every change. */
  feed: Stores['feed']
  /** Whether requests are to be sent here. */
  readiness: () => Promise<Readiness>
  /** Writes what is left, and lets go of the database and of Redis. */
  close(): Promise<void>
}

// Instrumentation and route handlers are separate module graphs: they meet on globalThis.
const slot = Symbol.for('itqan.dashboard.runtime')
const shared = globalThis as { [slot]?: Runtime }

/** The one runtime of this process, made at first use. */
export function getRuntime(): Runtime {
  return (shared[slot] ??= createRuntime(getEnv()))
}

/** Takes secrets out of a text, whether the runtime is there yet or not. */
export const redactText = (text: string): string => shared[slot]?.redact(text) ?? withoutKeys(text)

function createRuntime(env: Env): Runtime {
  const { authSecret: secret, dashboardUrl, trustedProxyHops } = env
  const known = [secret, ...env.internalSecrets.map((one) => one.secret)]
  // What opens the keys logs as well: until it is there, no key is known.
  const redactKnown = (text: string) => stores?.redact(text) ?? text
  const log = createLog({ level: env.logLevel, known, redact: redactKnown })
  let stores: Stores | undefined
  stores = openStores({ ...env, log })
  const { database, appStore, audit, feed, consumers } = stores
  if (env.telemetry) observeEpoch({ changes: (since) => appStore.changes(since), feed })
  const counters = openCounters({ redisUrl: env.redisUrl, log })
  const auth = createAuth({ database, secret, baseURL: dashboardUrl, log })
  const signInLimits = createSignInLimits({ counters, secret })
  const presence = createPresence({ isDraining })
  const people = createPeopleStore(database, audit)
  const ports = openConsolePorts({
    stores,
    people,
    log,
    auth,
    counters,
    signInLimits,
    presence,
    secrets: env.internalSecrets,
    providerUrls: env.providerUrls,
  })
  const origins = originsOf(dashboardUrl)
  const getUser = (headers: Headers) => userOf(auth, headers)
  const lookForUser = (headers: Headers) => userOf(auth, headers, { isLookOnly: true })
  const common = {
    audit,
    log,
    addressOf: (headers: HeaderReader) => addressOf(headers, trustedProxyHops),
  }
  const api = createInternalApi({
    ...common,
    store: appStore,
    feed,
    consumers,
    presence,
    secrets: env.internalSecrets,
    limiter: counters.open({ name: 'internal', ...env.rateLimit }),
    isPlainHttp: createPlainHttpCheck({ dashboardUrl, isAllowed: env.isPlainHttpAllowed }),
  })
  const { internalListen: at } = env
  const readiness = openReadiness({ database, keyring: env.keyring, audit, log })
  const metrics = metricsHandler()
  const health = { live: liveAnswer, ready: async () => readyAnswer(await readiness()) }
  return {
    auth,
    database,
    log,
    redact: (text) => withoutKeys(redactKnown(text), known),
    ports,
    feed,
    readiness,
    async close() {
      await stores.close()
      counters.close()
    },
    internal: at ? elsewhere : toFetchHandlers(api),
    listener: at
      ? createInternalListener({ at, api, log, health, ...(metrics && { metrics }) })
      : null,
    console: createConsoleHandler({
      ...common,
      ports,
      origins,
      getUser,
      lookForUser,
      isDraining,
    }),
    auditExport: createExportHandler({
      ...common,
      reader: stores.auditReader,
      origins,
      getUser,
      lookForUser,
    }),
    auditVerifier: stores.auditVerifier,
    people: createAuthHandler({
      ...common,
      auth,
      people,
      limits: signInLimits,
      ...openSignInCounters(counters),
      origins,
    }),
  }
}
