import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { HotAnswer, HotStream, OpenStream } from '../hot/hot-answer'

/** Writes what a fetch handler answered. */
export async function writeResponse(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  const parts: AsyncIterable<Uint8Array> | null = answer.body
  // Whoever hung up meanwhile misses nothing.
  if (parts) await pipeline(parts, response).catch(() => undefined)
  else response.end()
}

export function writeBytes(response: ServerResponse, { headers, bytes }: HotAnswer): void {
  response.writeHead(200, { ...headers, 'content-length': bytes.byteLength })
  response.end(bytes)
}

/** Begins a stream, and leaves it when its connection is gone. */
export function writeStream(response: ServerResponse, stream: HotStream): OpenStream {
  response.writeHead(200, stream.headers)
  const open = stream.start({
    write: (bytes) => response.write(bytes),
    end: () => response.end(),
  })
  response.on('drain', open.drained)
  response.once('close', open.leave)
  // Gone before it began: it says so no more.
  if (response.closed) open.leave()
  return open
}
