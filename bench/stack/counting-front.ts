import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server before another one, which passes all on and counts what is asked. */
export interface CountingFront extends AsyncDisposable {
  url: string
  /** How many requests by GET came since this was called last. */
  take(): number
}

export async function openCountingFront(behind: string): Promise<CountingFront> {
  const agent = new Agent({ keepAlive: true })
  let count = 0
  const server = createServer((incoming, answer) => {
    const { method, url = '/', headers } = incoming
    // What is told, by POST, is no question.
    if (method === 'GET') count += 1
    const outgoing = request(new URL(url, behind), { agent, method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    outgoing.once('error', (error) => answer.destroy(error))
    incoming.pipe(outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    take() {
      const taken = count
      count = 0
      return taken
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
