import type { IncomingHttpHeaders } from 'node:http'
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { isNoSpan } from './is-no-span'

interface RemoteCall {
  method: string
  /** The route, never the whole path: it names procedures, and a query holds inputs. */
  route: string
  headers: Headers | IncomingHttpHeaders
}

const tracer = trace.getTracer('@itqan/keys-router')

/**
 * Answers a request in a span of the server that goes on from the caller's `traceparent`. For a server that
 * is not Next's, which does the same by itself. Without an SDK it only calls `answer`.
 */
export function withRemoteContext<T extends { status: number }>(
  { method, route, headers }: RemoteCall,
  answer: () => Promise<T>,
): Promise<T> {
  const remote = propagation.extract(context.active(), headers, {
    get: (carrier, key) =>
      carrier instanceof Headers ? (carrier.get(key) ?? undefined) : carrier[key],
    keys: (carrier) =>
      carrier instanceof Headers ? Array.from(carrier.keys()) : Object.keys(carrier),
  })
  const attributes = { 'http.request.method': method, 'http.route': route }
  const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, remote)
  if (isNoSpan(span)) return answer()
  return context.with(trace.setSpan(remote, span), async () => {
    try {
      const response = await answer()
      span.setAttribute('http.response.status_code', response.status)
      if (response.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      return response
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
