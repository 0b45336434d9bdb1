/** What a disturbed way does to the bytes that pass. */
export type Spoil = 'body' | 'frame'

/** So many bytes in a row are overwritten. */
const RUN = 8

/**
 * Overwrites some bytes with zeros. Neither HTTP nor JSON holds a zero byte anywhere, and no message of
 * PostgreSQL begins with one: whoever reads can notice. What nobody can notice without TLS, a digit that
 * becomes another digit, is no fault that this bench can hold against anybody.
 *
 * @param at uniform in [0, 1): where in a `body`; a `frame` is spoilt at its beginning.
 */
export function spoilt(bytes: Buffer, kind: Spoil, at: number): Buffer {
  const copy = Buffer.from(bytes)
  const start = kind === 'frame' ? 0 : Math.floor(at * Math.max(1, copy.length - RUN))
  copy.fill(0, start, Math.min(copy.length, start + RUN))
  return copy
}
