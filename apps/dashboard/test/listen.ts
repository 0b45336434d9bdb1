import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { serve } from '@hono/node-server'

/** A handler on a real port. */
export interface Listening {
  url: string
  /** Bytes that were read from all connections so far. */
  bytesRead(): number
  close(): Promise<void>
}

export function listen(fetch: (request: Request) => Promise<Response>): Promise<Listening> {
  const sockets: Socket[] = []
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed())
          ;(server as Server).closeAllConnections()
        })
      const bytesRead = () => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0)
      resolve({ url: `http://127.0.0.1:${port}`, bytesRead, close })
    })
    server.on('connection', (socket: Socket) => sockets.push(socket))
  })
}
