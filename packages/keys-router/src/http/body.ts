import { MAX_BODY_BYTES } from '@itqan/keys-contract'
import { TRPCError } from '@trpc/server'

/**
 * Reads a request's body, and stops as soon as it is over {@link MAX_BODY_BYTES}.
 *
 * @throws TRPCError PAYLOAD_TOO_LARGE, or BAD_REQUEST for a body that breaks off.
 */
export async function readCappedBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new TRPCError({ code: 'PAYLOAD_TOO_LARGE' })
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

/** The same request with its body read and measured, to hand to whoever would read it unbounded. */
export async function cappedRequest(request: Request): Promise<Request> {
  const body = await readCappedBody(request)
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  const { method, signal, url } = request
  return new Request(url, { method, headers, signal, ...(body.byteLength > 0 ? { body } : {}) })
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  const body: AsyncIterable<Uint8Array> | null = request.body
  if (!body) return
  try {
    yield* body
  } catch (cause) {
    // The caller hung up: nothing of ours failed.
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}
