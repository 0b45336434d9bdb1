// A server that does nothing but answer the same bytes to everybody: the floor of HTTP in Node.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

process.once('message', (text: string) => {
  const body = Buffer.from(text)
  const headers = { 'content-type': 'application/json', 'content-length': body.byteLength }
  const server = createServer((_request, response) => {
    response.writeHead(200, headers)
    response.end(body)
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.((server.address() as AddressInfo).port)
  })
})

// Whoever started it is gone.
process.once('disconnect', () => process.exit(0))
