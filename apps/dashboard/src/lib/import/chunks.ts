import { MAX_BODY_BYTES, MAX_IMPORT_KEYS } from '@itqan/keys-contract'

/** For what the transport writes around the keys. */
const ROOM_BYTES = 2_048

const encoder = new TextEncoder()

/** Parts a list so that each part fits one request, in number and in bytes. Every item fits alone. */
export function chunksOf<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const item of items) {
    const size = encoder.encode(JSON.stringify(item)).byteLength + 1
    const last = chunks.at(-1)
    if (last && last.length < MAX_IMPORT_KEYS && bytes + size <= MAX_BODY_BYTES - ROOM_BYTES) {
      last.push(item)
      bytes += size
    } else {
      chunks.push([item])
      bytes = size
    }
  }
  return chunks
}
