import { once } from 'node:events'
import type { Server } from 'node:http'

interface ListenOptions {
  server: Server
  port: number
  host: string
}

/** Opens a server's port, and says how to reach and how to close it. */
export async function listen({ server, port, host }: ListenOptions) {
  server.listen(port, host)
  // Rejects with the server's own error when the port is taken.
  await once(server, 'listening')
  const address = server.address()
  const opened = typeof address === 'object' && address ? address.port : port
  return { url: `http://${host}:${opened}`, port: opened, close: () => stop(server) }
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Its callback comes with an error when the server was closed already: that is no failure here.
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
