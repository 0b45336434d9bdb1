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
import { type TimeLimits, withinTime } from './deadline'
import { headersOf } from './too-many-requests'

interface AnswerOptions extends TimeLimits {
  router: AnyTRPCRouter
  log: Log
}

interface CallOptions extends AnswerOptions {
  endpoint: string
  request: Request
}

interface EndpointOptions extends CallOptions {
  /** Who asks. Throws UNAUTHORIZED for a stranger, before anything of the request is read. */
  context: () => Context | Promise<Context>
}

/** Serves a router over fetch with the limits that both mounts share. Never rejects. */
export function serveRouter(options: EndpointOptions): Promise<Response> {
  return answerInTime(options, async () => callRouter(options, await options.context()))
}

/** What `job` answers; what it throws, or that it takes too long, in the router's own words. */
export async function answerInTime<T>(
  { router, log, timeoutMs }: AnswerOptions,
  job: () => Promise<T>,
): Promise<T | Response> {
  try {
    return await withinTime(job, timeoutMs)
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    logInternal({ log, error, path: undefined })
    return refuse(router, error)
  }
}

/** Has the router answer a caller that was let in. */
export async function callRouter(options: CallOptions, admitted: Context): Promise<Response> {
  const { endpoint, router, request, log, bodyTimeoutMs } = options
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' })
  }
  let failure: TRPCError | undefined
  const response = await fetchRequestHandler({
    endpoint,
    router,
    req: request.method === 'POST' ? await cappedRequest(request, bodyTimeoutMs) : request,
    maxBatchSize: MAX_BATCH_SIZE,
    createContext: () => admitted,
    onError({ error, path }) {
      failure ??= error
      logInternal({ log, error, path })
    },
    responseMeta: ({ errors }) => ({ headers: new Headers(errors.map(headersOf)[0]) }),
  })
  response.headers.set('Cache-Control', 'no-store')
  if (!isStream(response)) return response
  if (failure) {
    // A stream that is refused is told so on a stream that opens well: no client would see the status.
    await response.body?.cancel()
    return refuse(router, failure)
  }
  prepareStream(response.headers)
  return response
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
    { error: transformer.output.serialize(shape) },
    { status: getHTTPStatusCodeFromError(error), headers: headersOf(error) },
  )
}
