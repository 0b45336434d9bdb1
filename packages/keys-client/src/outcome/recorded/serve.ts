import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RecordedAnswer } from './answer'

type Reply = (response: ServerResponse) => void

/** A server on a port of its own, which answers by the first part of the path. */
export async function serve(replies: Readonly<Record<string, Reply>>) {
  const server = createServer((request, response) => {
    // Read to the end, so that a caller that still sends is not cut off.
    request.resume().on('end', () => {
      const name = request.url?.split('/')[1] ?? ''
      const reply = replies[name]
      if (reply) reply(response)
      else response.writeHead(404).end(`no reply is named ${name}`)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

export function replyWith({ status, headers, body }: RecordedAnswer): Reply {
  return (response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2)
    response.writeHead(status, headers).end(text)
  }
}

/** Begins an answer of 200, and ends the connection in the middle of it. */
export function breakOff(contentType: string, start: string): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': contentType, 'content-length': '5000' })
    response.write(start, () => response.destroy())
  }
}

/** Events of a stream, whole. */
export function stream(...events: string[]): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events.join(''))
  }
}

/** Says nothing, ever. */
export const staySilent: Reply = () => {}
