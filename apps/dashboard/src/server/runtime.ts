import 'server-only'
import {
  type ConsolePorts,
  createConsoleHandler,
  createInternalHandlers,
  createPresence,
  type InternalHandlers,
  type Log,
} from '@itqan/keys-router'
import { createPeopleStore, type Database } from '@itqan/keys-store'
import { type Env, getEnv } from '../env'
import { addressOf } from './arrival/address-of'
import { createPlainHttpCheck } from './arrival/plain-http'
import { createExportHandler } from './audit/export-handler'
import { type Auth, createAuth, originsOf } from './auth'
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
  /** What the pages stand on. */
  ports: ConsolePorts
  /** The apps' side, behind the secret. */
  internal: InternalHandlers
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
  /** Keeps what is seen of the apps. */
  consumers: Stores['consumers']
}

// Instrumentation and route handlers are separate module graphs: they meet on globalThis.
const slot = Symbol.for('itqan.dashboard.runtime')
const shared = globalThis as { [slot]?: Runtime }

/** The one runtime of this process, made at first use. */
export function getRuntime(): Runtime {
  return (shared[slot] ??= createRuntime(getEnv()))
}

function createRuntime(env: Env): Runtime {
  const { authSecret: secret, dashboardUrl, trustedProxyHops } = env
  const known = [secret, ...env.internalSecrets.map((one) => one.secret)]
  // What opens the keys logs as well: until it is there, no key is known.
  const log = createLog(known, (line) => stores?.redact(line) ?? line)
  let stores: Stores | undefined
  stores = openStores({ ...env, log })
  const { database, appStore, audit, feed, consumers } = stores
  const counters = openCounters({ redisUrl: env.redisUrl, log })
  const auth = createAuth({ database, secret, baseURL: dashboardUrl, log })
  const signInLimits = createSignInLimits({ counters, secret })
  const presence = createPresence()
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
    addressOf: (headers: Headers) => addressOf(headers, trustedProxyHops),
  }
  return {
    auth,
    database,
    log,
    ports,
    feed,
    consumers,
    internal: createInternalHandlers({
      ...common,
      store: appStore,
      feed,
      consumers,
      presence,
      secrets: env.internalSecrets,
      limiter: counters.open({ name: 'internal', ...env.rateLimit }),
      isPlainHttp: createPlainHttpCheck({ dashboardUrl, isAllowed: env.isPlainHttpAllowed }),
    }),
    console: createConsoleHandler({
      ...common,
      ports,
      origins,
      getUser,
      lookForUser,
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
