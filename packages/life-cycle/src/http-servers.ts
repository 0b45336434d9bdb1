import { subscribe } from 'node:diagnostics_channel'
import { Server, ServerResponse } from 'node:http'

/** The HTTP servers of this process, whoever opened them. Each is known from its first request on. */
export interface HttpServers {
  /** From now on every answer is the last on its connection: whoever asks again goes elsewhere. */
  endConnections(): void
  /** Takes no more connections, and resolves once all that was asked is answered. */
  close(): Promise<void>
  /**
   * Ends the answers that are still open, wherever they are.
   *
   * @param isCall which of them count. Default: all.
   * @returns how many did.
   */
  cut(isCall?: (response: ServerResponse) => boolean): number
}

const slot = Symbol.for('itqan.http-servers')
const shared = globalThis as { [slot]?: HttpServers }

/**
 * Follows them from the first call on, which must come before the first request. A framework hands its
 * server to nobody.
 */
export function httpServers(): HttpServers {
  // Development runs the instrumentation again when it changes.
  return (shared[slot] ??= followServers())
}

function followServers(): HttpServers {
  const servers = new Set<Server>()
  const open = new Set<ServerResponse>()
  let isEnding = false
  let isClosed = false
  let onIdle: () => void = () => undefined

  subscribe('http.server.request.start', (message) => {
    const { server, response } = message as { server?: unknown; response?: unknown }
    if (!isServer(server) || !isResponse(response)) return
    servers.add(server)
    // One that was not known yet, when all were told to close.
    if (isClosed) closeOne(server)
    open.add(response)
    if (isEnding) endConnection(response)
    response.once('close', () => {
      open.delete(response)
      if (!isClosed) return
      server.closeIdleConnections()
      if (open.size === 0) onIdle()
    })
  })

  return {
    endConnections() {
      isEnding = true
      for (const response of open) endConnection(response)
    },
    async close() {
      isClosed = true
      for (const server of servers) closeOne(server)
      if (open.size > 0) await new Promise<void>((resolve) => (onIdle = resolve))
    },
    cut(isCall = () => true) {
      const calls = [...open].filter(isCall).length
      for (const response of open) response.destroy()
      return calls
    },
  }
}

const isServer = (value: unknown): value is Server => value instanceof Server
const isResponse = (value: unknown): value is ServerResponse => value instanceof ServerResponse

function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}

function closeOne(server: Server): void {
  // Ends idle connections, too.
  if (server.listening) server.close()
}
