import { MAX_BODY_BYTES } from '@itqan/keys-contract'
import { TRPCError } from '@trpc/server'
import { orElse } from './deadline'

/** A body that is not all there after this time, in milliseconds, is cut: it only holds a place. */
const BODY_TIMEOUT_MS = 10_000

/**
 * Reads a request's body, and stops as soon as it is over {@link MAX_BODY_BYTES}.
 *
 * @throws TRPCError PAYLOAD_TOO_LARGE, TIMEOUT for one that trickles in, or BAD_REQUEST for one that
 * breaks off.
 */
export async function readCappedBody(
  request: Request,
  timeoutMs: number = BODY_TIMEOUT_MS,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  try {
    return await orElse(readAll(reader), timeoutMs, () => new TRPCError({ code: 'TIMEOUT' }))
  } catch (cause) {
    // Nothing more of it is taken from the network.
    reader.cancel().catch(() => undefined)
    // The caller hung up: nothing of ours failed.
    throw cause instanceof TRPCError ? cause : new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}

/** The same request with its body read and measured, to hand to whoever would read it unbounded. */
export async function cappedRequest(request: Request, timeoutMs?: number): Promise<Request> {
  const body = await readCappedBody(request, timeoutMs)
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  const { method, signal, url } = request
  return new Request(url, { method, headers, signal, ...(body.byteLength > 0 ? { body } : {}) })
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(part.value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

const tooLarge = () => new TRPCError({ code: 'PAYLOAD_TOO_LARGE' })
