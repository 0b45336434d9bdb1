/** How far a list of chunks has been sent. */
export type Sent =
  | { outcome: 'done' }
  /** The person asked for it; `next` is the first chunk that was not sent. */
  | { outcome: 'cancelled'; next: number }
  /** Whether the chunk `next` arrived is not known: it can be sent again. */
  | { outcome: 'failed'; next: number; error: unknown }

interface SendOptions<T> {
  chunks: readonly T[][]
  /** The first chunk to send. Default: all. */
  from?: number
  /** Sends one chunk and takes its answer in. */
  send(chunk: T[]): Promise<void>
  signal: AbortSignal
}

/** Sends chunks one after the other, and stops at the first that fails. Never rejects. */
export async function sendChunks<T>(options: SendOptions<T>): Promise<Sent> {
  const { chunks, from = 0, send, signal } = options
  for (const [index, chunk] of chunks.entries()) {
    if (index < from) continue
    if (signal.aborted) return { outcome: 'cancelled', next: index }
    try {
      await send(chunk)
    } catch (error) {
      return { outcome: 'failed', next: index, error }
    }
  }
  return { outcome: 'done' }
}
