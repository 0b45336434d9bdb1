import 'server-only'
import {
  createConsoleHandler,
  createInternalHandlers,
  type InternalHandlers,
  type KeyStore,
} from '@itqan/keys-router'
import type { Database, OwnedChangeFeed } from '@itqan/keys-store'
import { getEnv } from '../env'
import { type Auth, createAuth, originsOf } from './auth'
import { log } from './log'
import { openStores } from './open-stores'
import { userOf } from './session-user'

/** What the dashboard's process is made of. */
export interface Runtime {
  auth: Auth
  database: Database
  /** The pages' side of the keys. */
  store: KeyStore
  /** Tells the apps' open streams of every change. */
  feed: OwnedChangeFeed
  /** The apps' side, behind the secret. */
  internal: InternalHandlers
  /** The pages' side, behind a session. */
  console: (request: Request) => Promise<Response>
}

// Instrumentation and route handlers are separate module graphs: they meet on globalThis.
const slot = Symbol.for('itqan.dashboard.runtime')
const shared = globalThis as { [slot]?: Runtime }

/** The one runtime of this process, made at first use. */
export function getRuntime(): Runtime {
  return (shared[slot] ??= createRuntime())
}

function createRuntime(): Runtime {
  const env = getEnv()
  const { database, store, appStore, feed } = openStores(env.databaseUrl)
  const auth = createAuth({ database, secret: env.authSecret, baseURL: env.dashboardUrl })
  return {
    auth,
    database,
    store,
    feed,
    internal: createInternalHandlers({
      store: appStore,
      feed,
      secrets: env.internalSecrets,
      log,
    }),
    console: createConsoleHandler({
      store,
      log,
      origins: originsOf(env.dashboardUrl),
      getUser: (headers) => userOf(auth, headers),
    }),
  }
}
