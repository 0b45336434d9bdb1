import type { InternalSecret } from '@itqan/keys-contract'
import { localLink, type TRPCLink } from '@trpc/client'
import { createSecretGuard } from '../http/secret-guard'
import { logInternal } from '../log-internal'
import type { ChangeFeed, KeyStore, Log } from '../ports'
import { keysRouter, type KeysRouter } from '../routers/keys-router'
import { transformer } from '../transformer'

export interface InProcessLinkOptions {
  store: KeyStore
  feed: ChangeFeed
  /** Those that are accepted, as `INTERNAL_API_SECRET` lists them. */
  secrets: InternalSecret[]
  /** The one that the caller presents: it names the app, as over HTTP. */
  secret: string
  log: Log
}

/** A tRPC link to the router in this very process: the same procedures behind the same guard. */
export function createInProcessLink(options: InProcessLinkOptions): TRPCLink<KeysRouter> {
  const { store, feed, secrets, secret, log } = options
  const guard = createSecretGuard(secrets)
  return localLink({
    router: keysRouter,
    transformer,
    createContext: async () => ({ store, feed, caller: guard(`Bearer ${secret}`), user: null }),
    onError: ({ error, path }) => logInternal({ log, error, path }),
  })
}
