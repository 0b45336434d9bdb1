import type { Hot, HotStream } from '../hot/hot-answer'
import { askedBy } from './asked'
import { createInternalApi, type InternalApi, type InternalHandlerOptions } from './internal-api'

/** The two faces of the internal API. Both stand behind the same secrets and the same store. */
export interface InternalHandlers {
  /** `/api/internal/trpc/*` */
  trpc(request: Request): Promise<Response>
  /** `/api/internal/api-keys` */
  rest(request: Request): Promise<Response>
}

/** What waits to be read of a stream before it counts as slow, in bytes. */
const STREAM_BUFFER = 16 * 1024

/** Builds the fetch handlers of the internal API. A stranger's request is refused unread. */
export function createInternalHandlers(options: InternalHandlerOptions): InternalHandlers {
  return toFetchHandlers(createInternalApi(options))
}

/** The internal API for whoever speaks fetch, as Next does. */
export function toFetchHandlers(api: InternalApi): InternalHandlers {
  return {
    async trpc(request) {
      const answer = await api.trpc(askedBy(request))
      return answer instanceof Response ? answer : toResponse(answer, request.signal)
    },
    rest: (request) => api.rest(askedBy(request)),
  }
}

function toResponse(hot: Hot, signal: AbortSignal): Response {
  const { headers } = hot
  if ('bytes' in hot) return new Response(hot.bytes, { headers })
  return new Response(bodyOf(hot, signal), { headers })
}

function bodyOf(stream: HotStream, signal: AbortSignal): ReadableStream<Uint8Array> {
  let leave = (): void => undefined
  let drained = (): void => undefined
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const open = stream.start({
          write(bytes) {
            controller.enqueue(bytes)
            return (controller.desiredSize ?? 0) > 0
          },
          end: () => controller.close(),
        })
        ;({ leave, drained } = open)
        signal.addEventListener('abort', leave, { once: true })
      },
      pull: () => drained(),
      cancel: () => leave(),
    },
    { highWaterMark: STREAM_BUFFER, size: (chunk) => chunk.byteLength },
  )
}
