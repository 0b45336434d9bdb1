import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'
import { PEER_HEADER, PRIVATE_PREFIX, TRANSPORT_HEADER, transportOf } from './arrival'

const slot = Symbol.for('itqan.dashboard.stamped')
const shared = globalThis as { [slot]?: true }

/**
 * Writes on every request of this process where it really came from, and how. Next shows a handler
 * no socket, and believes any `X-Forwarded-For`. To be called before the first request.
 */
export function stampRequests(): void {
  // Development runs the instrumentation again when it changes.
  if (shared[slot]) return
  shared[slot] = true
  subscribe('http.server.request.start', (message) => {
    const request = requestIn(message)
    if (request) stamp(request)
  })
}

/** With these Next answers by itself, with a redirect or an empty page: no page is fetched from the API. */
const navigation = [
  'rsc',
  'next-url',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-router-state-tree',
  'x-middleware-prefetch',
  'x-middleware-subrequest',
]

function stamp(request: IncomingMessage): void {
  const transport = transportOf(request)
  if (request.url?.startsWith('/api/')) {
    for (const name of navigation) delete request.headers[name]
  }
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith(PRIVATE_PREFIX)) delete request.headers[name]
  }
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? ''
  request.headers[TRANSPORT_HEADER] = transport
}

function requestIn(message: unknown): IncomingMessage | null {
  if (typeof message !== 'object' || message === null || !('request' in message)) return null
  return message.request instanceof IncomingMessage ? message.request : null
}
