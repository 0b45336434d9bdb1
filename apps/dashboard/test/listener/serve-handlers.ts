import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { createInternalApi, type InternalHandlerOptions } from '@itqan/keys-router'
import { createInternalListener } from '../../src/server/listener/create-internal-listener'
import type { Listening } from '../listen'

/** The same as beside it, on the port that `INTERNAL_LISTEN` names. */
export async function serveHandlers(
  options: InternalHandlerOptions,
): Promise<Listening & { requests(): number }> {
  const listener = createInternalListener({
    at: { host: '127.0.0.1', port: 0 },
    api: createInternalApi(options),
    log: options.log,
    closeMs: 0,
  })
  await listener.start()
  const port = Number(listener.address.split(':').at(-1))
  const sockets: Socket[] = []
  let requests = 0
  const onSocket = (message: unknown) => {
    const socket = memberOf(message, 'socket')
    if (socket instanceof Socket && socket.localPort === port) sockets.push(socket)
  }
  const onRequest = (message: unknown) => {
    const request = memberOf(message, 'request')
    if (request instanceof IncomingMessage && request.socket.localPort === port) requests += 1
  }
  subscribe('net.server.socket', onSocket)
  subscribe('http.server.request.start', onRequest)
  return {
    url: `http://${listener.address}`,
    requests: () => requests,
    bytesRead: () => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0),
    async close() {
      unsubscribe('net.server.socket', onSocket)
      unsubscribe('http.server.request.start', onRequest)
      await listener.close()
    },
  }
}

function memberOf(message: unknown, name: string): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined
}
