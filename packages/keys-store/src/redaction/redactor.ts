import { withoutKeys } from '@itqan/keys-contract'
import { findEncoded, readingsOf, type Span } from './spellings'

const REDACTED = '[redacted]'

/** A shorter text is in too many others to be taken out of them. */
const SHORTEST = 8

/** An address within an address, JSON within JSON. */
const DEPTH = 2

/** Takes known keys out of texts. */
export interface Redactor {
  /** From now on: a key is never forgotten, for errors that print it come after it was deleted, too. */
  learn(key: string): void
  /**
   * Without any known key: as it is, with escapes of URLs and of JSON, up to twice, and within a run of
   * base64 or base64url. Unknown ones go by their shape. Takes time by the length of the text, not by the
   * number of keys.
   */
  redact(text: string): string
}

export function createRedactor(): Redactor {
  const known = new Set<string>()
  // By their ends: the keys of one provider begin alike.
  const byTail = new Map<string, string[]>()

  function find(text: string): Span[] {
    const spans: Span[] = []
    for (let end = SHORTEST; end <= text.length; end += 1) {
      for (const key of byTail.get(text.slice(end - SHORTEST, end)) ?? []) {
        const start = end - key.length
        if (start >= 0 && text.startsWith(key, start)) spans.push({ start, end })
      }
    }
    return spans
  }

  function findUnescaped(text: string, depth: number): Span[] {
    if (depth === 0) return []
    return readingsOf(text).flatMap((reading) =>
      [...find(reading.text), ...findUnescaped(reading.text, depth - 1)].map(reading.toSource),
    )
  }

  return {
    learn(key) {
      if (key.length < SHORTEST || known.has(key)) return
      known.add(key)
      const tail = key.slice(-SHORTEST)
      byTail.set(tail, [...(byTail.get(tail) ?? []), key])
    },
    redact(text) {
      const holdsKey = (decoded: string) => find(decoded).length > 0
      const spans = [...find(text), ...findUnescaped(text, DEPTH), ...findEncoded(text, holdsKey)]
      return withoutKeys(cutOut(text, spans))
    },
  }
}

/** Spans that overlap go as one, so that nothing of the longer key stays. */
function cutOut(text: string, spans: readonly Span[]): string {
  let clean = ''
  let from = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start >= from) clean += text.slice(from, start) + REDACTED
    from = Math.max(from, end)
  }
  return clean + text.slice(from)
}
