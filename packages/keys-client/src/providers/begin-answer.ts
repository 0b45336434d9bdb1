import { createEventWatch, type EventWatch } from './event-watch'
import { RefusedAnswer, withoutKey } from './refused-answer'
import { retell } from './retell'

/** A good answer whose first content is there. */
export interface BegunAnswer {
  /** What was read of it. */
  held: Uint8Array[]
  /** Where the rest comes from. */
  reader: ReadableStreamDefaultReader<Uint8Array>
  /** `null` for an answer that is no event stream. */
  watch: EventWatch | null
}

/** A stream that has nothing but prefaces for so long is handed on all the same. */
const MAX_HELD_EVENTS = 8
const MAX_HELD_BYTES = 64 * 1024

/**
 * Waits for the first content: until then nobody has seen anything, and another key may be tried.
 *
 * @throws RefusedAnswer for a stream that begins with an error or has nothing to say; what the
 *   connection broke with.
 */
export async function beginAnswer(
  response: Response,
  { body, key }: { body: ReadableStream<Uint8Array>; key: string },
): Promise<BegunAnswer> {
  const reader = body.getReader()
  const watch = isEventStream(response) ? createEventWatch(key) : null
  const held: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    watch?.read(value)
    if (!done) {
      held.push(value)
      bytes += value.byteLength
    }
    if (!watch || watch.hasContent) return { held, reader, watch }
    if (watch.error !== null || done) {
      reader.cancel().catch(() => {})
      throw new RefusedAnswer(retell(response, withoutKey(held, key)), { error: watch.error })
    }
    if (isEnough(watch.events, bytes)) return { held, reader, watch }
  }
}

function isEnough(events: number, bytes: number): boolean {
  return events >= MAX_HELD_EVENTS || bytes >= MAX_HELD_BYTES
}

function isEventStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
}
