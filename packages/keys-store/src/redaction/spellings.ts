/** From the first character to the one after the last. */
export interface Span {
  start: number
  end: number
}

/** `%2F` of a URL; `\u002f`, `\/` and `\"` of JSON. Apart: a key may hold what looks like one of them. */
const escapes = [/%([0-9a-f]{2})/gi, /\\(?:u([0-9a-f]{4})|(["'\\/]))/gi]

/** Of base64 and base64url; what eight characters give, at least. */
const runs = /[\w+/-]{11,}/g

/** A text whose escapes were resolved. */
interface Unescaped {
  text: string
  /** Where a span of it was written. */
  toSource(this: void, span: Span): Span
}

/** Every reading of a text that resolves one kind of its escapes. */
export function readingsOf(text: string): Unescaped[] {
  return escapes.map((kind) => unescape(text, kind)).filter((reading) => reading !== null)
}

/** @returns `null` where nothing is escaped. */
function unescape(source: string, kind: RegExp): Unescaped | null {
  const pieces: string[] = []
  /** Where each character begins in the source, and where the last one ends. */
  const origins: number[] = []
  let from = 0
  const copy = (until: number) => {
    pieces.push(source.slice(from, until))
    for (let index = from; index < until; index += 1) origins.push(index)
  }
  for (const { 0: escape, 1: code, 2: character, index } of source.matchAll(kind)) {
    copy(index)
    pieces.push(character ?? String.fromCharCode(Number.parseInt(code ?? '', 16)))
    origins.push(index)
    from = index + escape.length
  }
  if (from === 0) return null
  copy(source.length)
  origins.push(source.length)
  const at = (index: number) => origins[index] ?? source.length
  return {
    text: pieces.join(''),
    toSource: ({ start, end }) => ({ start: at(start), end: at(end) }),
  }
}

/** Runs of base64 whose bytes are wanted; the whole run, for a letter of it stands for parts of others. */
export function findEncoded(text: string, isWanted: (decoded: string) => boolean): Span[] {
  return [...text.matchAll(runs)].flatMap(({ 0: run, index }) => {
    // A slash is a letter of base64, and the border of a path's segment.
    const isFound = [run, ...segmentsOf(run)].some((part) =>
      isWanted(Buffer.from(part, 'base64').toString('latin1')),
    )
    return isFound ? [{ start: index, end: index + run.length }] : []
  })
}

function segmentsOf(run: string): string[] {
  return run.includes('/') ? run.split('/') : []
}
