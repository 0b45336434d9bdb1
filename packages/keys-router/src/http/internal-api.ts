import { getTRPCErrorFromUnknown } from '@trpc/server'
import { createShortcuts } from '../hot/shortcuts'
import type { Hot } from '../hot/hot-answer'
import type { AuditSink, ChangeFeed, ConsumerLog, KeyStore } from '../ports'
import { keysRouter } from '../routers/keys-router'
import { errorTypeOf } from '../telemetry/observe-procedure'
import { countRefusal } from '../telemetry/server-metrics'
import type { AppContext } from '../trpc'
import { type AdmissionOptions, createAdmission } from './admission'
import { type Asked, pathIn } from './asked'
import { type AddressOf, originOf } from './origin'
import { createPresence, type Presence } from './presence'
import { serveRest } from './rest-twin'
import { noConsumerLog, traceOf, versionsIn } from './trace'
import { answerInTime, callRouter } from './trpc-endpoint'

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
  /** Whether this process ends, for the default presence: no stream is opened then. Default: no. */
  isDraining?: () => boolean
  /** A call without an answer is given up after this time. Default 20 s; streams stay open. */
  timeoutMs?: number
  /** A body that is not all there after this time is cut. Default 10 s. */
  bodyTimeoutMs?: number
  /** A stream that was quiet for so long says so. Default 15 s. */
  pingMs?: number
}

/** Where the internal API is. */
export const TRPC_PATH = '/api/internal/trpc'
export const REST_PATH = '/api/internal/api-keys'

/** The internal API, whichever server it is reached through. Never rejects. */
export interface InternalApi {
  trpc(asked: Asked): Promise<Response | Hot>
  rest(asked: Asked): Promise<Response>
}

/** Builds the internal API. A stranger's request is refused unread. */
export function createInternalApi(options: InternalHandlerOptions): InternalApi {
  const { store, feed, audit, log, addressOf = () => null } = options
  const limits = { timeoutMs: options.timeoutMs, bodyTimeoutMs: options.bodyTimeoutMs }
  const { presence = createPresence(options), consumers = noConsumerLog } = options
  const admit = createAdmission(options)
  const shortcuts = createShortcuts({ endpoint: TRPC_PATH, store, pingMs: options.pingMs })

  async function contextOf(asked: Asked, calls: number): Promise<AppContext> {
    const caller = await admit(asked, calls).catch(countAndThrow)
    const actor = { kind: 'app', name: caller.app } as const
    const origin = originOf(asked.headers, { actor, addressOf })
    const trace = traceOf({ presence, consumers }, caller, versionsIn(asked.headers))
    return { store, feed, streams: presence, audit, origin, trace, caller, user: null }
  }

  async function answer(asked: Asked, isWanted: () => boolean): Promise<Response | Hot> {
    const context = await contextOf(asked, callsIn(asked))
    const taken = await shortcuts.take({ asked, context, isWanted })
    if ('headers' in taken) return taken
    const call = { endpoint: TRPC_PATH, router: keysRouter, log, ...limits }
    return callRouter({ ...call, request: asked.request() }, taken)
  }

  return {
    async trpc(asked) {
      let isWaiting = true
      const isWanted = () => isWaiting && !asked.signal().aborted
      const job = () => answer(asked, isWanted)
      const answered = await answerInTime({ router: keysRouter, log, ...limits }, job)
      isWaiting = false
      return answered
    },
    rest: (asked) => serveRest({ asked, log, ...limits, context: () => contextOf(asked, 1) }),
  }
}

function countAndThrow(error: unknown): never {
  countRefusal(errorTypeOf(getTRPCErrorFromUnknown(error)))
  throw error
}

/** A batch names its procedures in its path, one after the other. An escaped comma parts them, too. */
function callsIn({ target }: Asked): number {
  return pathIn(target).slice(TRPC_PATH.length).split(/,|%2c/i).length
}
