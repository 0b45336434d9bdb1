import { randomUUID } from 'node:crypto'
import { type InternalSecret, parseVersion } from '@itqan/keys-contract'
import { localLink, type TRPCLink } from '@trpc/client'
import { createSecretGuard } from '../http/secret-guard'
import { createPresence } from '../http/presence'
import { noConsumerLog, traceOf } from '../http/trace'
import { logInternal } from '../log-internal'
import type { AuditSink, ChangeFeed, ConsumerLog, KeyStore, Log } from '../ports'
import { keysRouter, type KeysRouter } from '../routers/keys-router'
import { transformer } from '../transformer'

export interface InProcessLinkOptions {
  store: KeyStore
  feed: ChangeFeed
  audit: AuditSink
  /** Those that are accepted, as `INTERNAL_API_SECRET` lists them. */
  secrets: InternalSecret[]
  /** The one that the caller presents: it names the app, as over HTTP. */
  secret: string
  /** Keeps what is seen of the app. Default: nothing does. */
  consumers?: ConsumerLog
  /** What the page of the apps says of this one, as over HTTP its headers do. */
  versions?: { app?: string; client?: string }
  log: Log
}

/** A tRPC link to the router in this very process: the same procedures behind the same guard. */
export function createInProcessLink(options: InProcessLinkOptions): TRPCLink<KeysRouter> {
  const { store, feed, audit, secrets, secret, log } = options
  const guard = createSecretGuard(secrets)
  const { consumers = noConsumerLog, versions = {} } = options
  const presence = createPresence()
  const told = {
    appVersion: parseVersion(versions.app),
    clientVersion: parseVersion(versions.client),
  }
  return localLink({
    router: keysRouter,
    transformer,
    createContext: async () => {
      const caller = guard(`Bearer ${secret}`)
      const actor = { kind: 'app', name: caller?.app ?? null } as const
      const origin = { actor, address: null, requestId: randomUUID() }
      const trace = caller ? traceOf({ presence, consumers }, caller, told) : () => undefined
      return { store, feed, streams: presence, audit, origin, trace, caller, user: null }
    },
    onError: ({ error, path }) => logInternal({ log, error, path }),
  })
}
