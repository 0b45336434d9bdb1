import { createServer, type Server } from 'node:http'
import { createNodeHandler, type InternalApi, type Log } from '@itqan/keys-router'
import type { InternalListener } from './internal-listener'
import { formatListenAddress, type ListenAddress } from './listen-address'

export interface InternalListenerOptions {
  /** Port 0 lets the system choose one. */
  at: ListenAddress
  api: InternalApi
  log: Log
  /** Whether this process lives, and whether it can serve. Default: nobody is told. */
  health?: { live(): Response; ready(): Promise<Response> }
  /** What Prometheus reads. Default: nothing. */
  metrics?: () => Promise<Response>
  /** How long calls under way may take while it closes, in milliseconds. Default 3,000. */
  closeMs?: number
}

/** Who sends a head this slowly, or a request, only holds a place. In milliseconds and bytes. */
const bounds = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
  // Longer than proxies keep theirs: else they would send into a connection that is being closed.
  keepAliveTimeout: 65_000,
}

/** How soon a connection goes whose last call was answered while the port closes, in milliseconds. */
const SWEEP_MS = 20

/** So that clients spread anew over several dashboards, now and then. */
const MAX_REQUESTS_PER_SOCKET = 10_000

/** Serves the internal API on a port of its own. Node itself answers 400 to what is no HTTP. */
export function createInternalListener(options: InternalListenerOptions): InternalListener {
  const { at, api, log, health, metrics, closeMs = 3_000 } = options
  const { handle, endStreams } = createNodeHandler({
    api,
    log,
    pages: {
      ...(health && {
        '/api/health/live': () => health.live(),
        '/api/health/ready': () => health.ready(),
      }),
      ...(metrics && { '/metrics': metrics }),
    },
  })
  const server = createServer(bounds, handle)
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_SOCKET
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    if (!server.listening) return
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    endStreams()
    // Answered, a connection is kept for a next call, which will not come.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    const cut = setTimeout(() => server.closeAllConnections(), closeMs)
    await closed
    clearInterval(sweep)
    clearTimeout(cut)
  }

  return {
    get address() {
      return formatListenAddress(boundTo(server) ?? at)
    },
    start: () => bind(server, at),
    close: () => (closing ??= close()),
  }
}

function boundTo(server: Server): ListenAddress | null {
  const address = server.address()
  if (typeof address !== 'object' || address === null) return null
  return { host: address.address, port: address.port }
}

function bind(server: Server, at: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `INTERNAL_LISTEN: cannot listen on ${formatListenAddress(at)}: ${cause.code ?? cause.message}`,
          { cause },
        ),
      )
    server.once('error', refuse)
    server.listen(at, () => {
      server.off('error', refuse)
      resolve()
    })
  })
}
