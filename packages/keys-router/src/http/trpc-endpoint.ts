import { MAX_BATCH_SIZE } from '@itqan/keys-contract'
import {
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { logInternal } from '../log-internal'
import type { Log } from '../ports'
import { transformer } from '../transformer'
import type { Context } from '../trpc'
import { cappedRequest } from './body'

interface EndpointOptions {
  endpoint: string
  router: AnyTRPCRouter
  request: Request
  /** Who asks. Throws UNAUTHORIZED for a stranger, before anything of the request is read. */
  context: () => Context | Promise<Context>
  log: Log
}

/** Serves a router over fetch with the limits that both mounts share. Never rejects. */
export async function serveRouter(options: EndpointOptions): Promise<Response> {
  const { endpoint, router, request, log } = options
  try {
    const context = await options.context()
    if (request.method !== 'GET' && request.method !== 'POST') {
      throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' })
    }
    const response = await fetchRequestHandler({
      endpoint,
      router,
      req: request.method === 'POST' ? await cappedRequest(request) : request,
      maxBatchSize: MAX_BATCH_SIZE,
      createContext: () => context,
      onError: ({ error, path }) => logInternal({ log, error, path }),
    })
    response.headers.set('Cache-Control', 'no-store')
    if (isStream(response)) prepareStream(response.headers)
    return response
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    logInternal({ log, error, path: undefined })
    return refuse(router, error)
  }
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
}

function prepareStream(headers: Headers): void {
  // Compressed on its way, an event would wait in a buffer for the next ones.
  headers.set('Cache-Control', 'no-store, no-transform')
  headers.set('X-Accel-Buffering', 'no')
  // Kept for a next request, the connection would hold up a server that wants to stop.
  headers.set('Connection', 'close')
}

/** Answers a request with an error in the router's own shape, before any procedure runs. */
function refuse(router: AnyTRPCRouter, error: TRPCError): Response {
  const shape: unknown = getTRPCErrorShape({
    config: router._def._config,
    error,
    type: 'unknown',
    path: undefined,
    input: undefined,
    ctx: undefined,
  })
  return Response.json(
    { error: transformer.serialize(shape) },
    { status: getHTTPStatusCodeFromError(error), headers: { 'Cache-Control': 'no-store' } },
  )
}
