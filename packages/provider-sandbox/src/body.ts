import type { IncomingMessage } from 'node:http'

/** Largest request body read, in bytes. */
const MAX_BODY_BYTES = 1024 * 1024

/** A body in full, or why there is none. `gone`: the caller left while sending it. */
export type Body = { kind: 'read'; text: string } | { kind: 'too-large' } | { kind: 'gone' }

/** Reads a request's body, and keeps nothing of one over the cap. */
export function readCappedBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk)
        return
      }
      // The rest is read and dropped: a destroyed socket would take the answer with it.
      chunks = []
      resolve({ kind: 'too-large' })
    })
    request.on('end', () => resolve({ kind: 'read', text: Buffer.concat(chunks).toString('utf8') }))
    request.on('error', () => resolve({ kind: 'gone' }))
    request.on('close', () => resolve({ kind: 'gone' }))
  })
}
