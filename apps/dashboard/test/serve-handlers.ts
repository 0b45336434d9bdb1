import {
  createInternalHandlers,
  type InternalHandlerOptions,
  withRemoteContext,
} from '@itqan/keys-router'
import { listen, type Listening } from './listen'

/** The internal API on a port of its own, over ports that are there already, as Next serves it. */
export async function serveHandlers(
  options: InternalHandlerOptions,
): Promise<Listening & { requests(): number }> {
  const handlers = createInternalHandlers(options)
  let requests = 0
  const http = await listen((request) => {
    requests += 1
    const isRest = new URL(request.url).pathname === '/api/internal/api-keys'
    const { method, headers } = request
    const route = isRest ? '/api/internal/api-keys' : '/api/internal/trpc'
    // As Next does.
    return withRemoteContext({ method, route, headers }, () =>
      isRest ? handlers.rest(request) : handlers.trpc(request),
    )
  })
  return { ...http, requests: () => requests }
}
