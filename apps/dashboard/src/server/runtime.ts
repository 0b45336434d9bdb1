import 'server-only'
import {
  type AuditSink,
  createConsoleHandler,
  createInternalHandlers,
  type InternalHandlers,
  type KeyStore,
} from '@itqan/keys-router'
import type { Database } from '@itqan/keys-store'
import { type Env, getEnv } from '../env'
import { addressOf } from './arrival/address-of'
import { createPlainHttpCheck } from './arrival/plain-http'
import { type Auth, createAuth, originsOf } from './auth'
import { createLog } from './log'
import { openStores, type Stores } from './open-stores'
import { openCounters } from './rate-limit/open-counters'
import { userOf } from './session-user'
import { createAuthHandler } from './sign-in/auth-handler'
import { createSignInLimits } from './sign-in/sign-in-limits'

type Handler = (request: Request) => Promise<Response>

/** What the dashboard's process is made of. */
export interface Runtime {
  auth: Auth
  database: Database
  /** The pages' side of the keys. */
  store: KeyStore
  audit: AuditSink
  /** The apps' side, behind the secret. */
  internal: InternalHandlers
  /** The pages' side, behind a session. */
  console: Handler
  /** Where people get a session, and give it back. */
  people: Handler
  /** Tells the apps' open streams of every change. */
  feed: Stores['feed']
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
  const { database, store, appStore, audit, feed } = stores
  const counters = openCounters({ redisUrl: env.redisUrl, log })
  const auth = createAuth({ database, secret, baseURL: dashboardUrl, log })
  const origins = originsOf(dashboardUrl)
  const common = {
    audit,
    log,
    addressOf: (headers: Headers) => addressOf(headers, trustedProxyHops),
  }
  return {
    auth,
    database,
    store,
    audit,
    feed,
    internal: createInternalHandlers({
      ...common,
      store: appStore,
      feed,
      secrets: env.internalSecrets,
      limiter: counters.open({ name: 'internal', ...env.rateLimit }),
      isPlainHttp: createPlainHttpCheck({ dashboardUrl, isAllowed: env.isPlainHttpAllowed }),
    }),
    console: createConsoleHandler({
      ...common,
      store,
      origins,
      getUser: (headers) => userOf(auth, headers),
    }),
    people: createAuthHandler({
      ...common,
      auth,
      limits: createSignInLimits({ counters, secret }),
      origins,
    }),
  }
}
