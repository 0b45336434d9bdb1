import type { AuditSink, ChangeFeed, ConsumerLog, KeyStore } from '../ports'
import { keysRouter } from '../routers/keys-router'
import type { Context } from '../trpc'
import { type AdmissionOptions, createAdmission } from './admission'
import { type AddressOf, originOf } from './origin'
import { createPresence, type Presence } from './presence'
import { serveRest } from './rest-twin'
import { noConsumerLog, traceOf, versionsIn } from './trace'
import { serveRouter } from './trpc-endpoint'

export interface InternalHandlerOptions extends AdmissionOptions {
  store: KeyStore
  feed: ChangeFeed
  audit: AuditSink
  /** Default: it is not known. */
  addressOf?: AddressOf
  /** Keeps what is seen of apps. Default: nothing does. */
  consumers?: ConsumerLog
  /** Knows who is there now. Default: one of its own. */
  presence?: Presence
  /** Most open streams of one caller, of the default presence. Default 2,000. */
  maxStreams?: number
  /** A call without an answer is given up after this time. Default 20 s; streams stay open. */
  timeoutMs?: number
  /** A body that is not all there after this time is cut. Default 10 s. */
  bodyTimeoutMs?: number
}

/** The two faces of the internal API. Both stand behind the same secrets and the same store. */
export interface InternalHandlers {
  /** `/api/internal/trpc/*` */
  trpc(request: Request): Promise<Response>
  /** `/api/internal/api-keys` */
  rest(request: Request): Promise<Response>
}

const endpoint = '/api/internal/trpc'

/** Builds the fetch handlers of the internal API. A stranger's request is refused unread. */
export function createInternalHandlers(options: InternalHandlerOptions): InternalHandlers {
  const { store, feed, audit, log, addressOf = () => null } = options
  const limits = { timeoutMs: options.timeoutMs, bodyTimeoutMs: options.bodyTimeoutMs }
  const { presence = createPresence(options.maxStreams), consumers = noConsumerLog } = options
  const admit = createAdmission(options)
  async function contextOf(request: Request, calls: number): Promise<Context> {
    const caller = await admit(request, calls)
    const actor = { kind: 'app', name: caller.app } as const
    const origin = originOf(request.headers, { actor, addressOf })
    const trace = traceOf({ presence, consumers }, caller, versionsIn(request.headers))
    return { store, feed, streams: presence, audit, origin, trace, caller, user: null }
  }
  return {
    trpc: (request) =>
      serveRouter({
        endpoint,
        router: keysRouter,
        request,
        log,
        ...limits,
        context: () => contextOf(request, callsIn(request)),
      }),
    rest: (request) => serveRest({ request, log, ...limits, context: () => contextOf(request, 1) }),
  }
}

/** A batch names its procedures in its path, one after the other. An escaped comma parts them, too. */
function callsIn({ url }: Request): number {
  return new URL(url).pathname.slice(endpoint.length).split(/,|%2c/i).length
}
