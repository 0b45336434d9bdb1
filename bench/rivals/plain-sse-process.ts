// The floor of what a change of the keys takes to its clients: one event, encoded once, written to every
// response of a bare server. No secret, no database, nothing merged, nothing held for who is slow.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const responses = new Set<ServerResponse>()
let epoch = 1

/** With all that an event of the dashboard has: the clients read as much of both. */
const encode = (since: number, removed: readonly string[]) => {
  const rest = { cooldowns: [], hasEdits: false, reason: 'revoked', spreadMs: 0 }
  return Buffer.from(`data: ${JSON.stringify({ json: { since, epoch, removed, ...rest } })}\n\n`)
}

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(encode(epoch, []))
  responses.add(response)
  response.once('close', () => responses.delete(response))
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})

process.on('message', ({ keyId }: { keyId: string }) => {
  epoch += 1
  const bytes = encode(epoch - 1, [keyId])
  for (const response of responses) response.write(bytes)
})
process.on('disconnect', () => process.exit())
