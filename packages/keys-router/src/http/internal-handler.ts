import type { InternalSecret } from '@itqan/keys-contract'
import { TRPCError } from '@trpc/server'
import type { ChangeFeed, KeyStore, Log } from '../ports'
import { keysRouter } from '../routers/keys-router'
import { serveRest } from './rest-twin'
import { createSecretGuard } from './secret-guard'
import { serveRouter } from './trpc-endpoint'

export interface InternalHandlerOptions {
  store: KeyStore
  feed: ChangeFeed
  secrets: InternalSecret[]
  log: Log
}

/** The two faces of the internal API. Both stand behind the same secrets and the same store. */
export interface InternalHandlers {
  /** `/api/internal/trpc/*` */
  trpc(request: Request): Promise<Response>
  /** `/api/internal/api-keys` */
  rest(request: Request): Promise<Response>
}

/** Builds the fetch handlers of the internal API. A stranger's request is refused unread. */
export function createInternalHandlers(options: InternalHandlerOptions): InternalHandlers {
  const { store, feed, log } = options
  const guard = createSecretGuard(options.secrets)
  return {
    trpc: (request) =>
      serveRouter({
        endpoint: '/api/internal/trpc',
        router: keysRouter,
        request,
        log,
        context: () => {
          const caller = guard(request.headers.get('authorization'))
          if (!caller) throw new TRPCError({ code: 'UNAUTHORIZED' })
          return { store, feed, caller, user: null }
        },
      }),
    async rest(request) {
      const caller = guard(request.headers.get('authorization'))
      return serveRest({ request, context: { store, feed, caller, user: null }, log })
    },
  }
}
