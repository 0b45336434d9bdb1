import { closest, distance } from 'fastest-levenshtein'

/** More typing mistakes than these, and it is another word. */
const MAX_MISTAKES = 3

/** The name that was meant, if one is near. */
export function suggest(typed: string, names: readonly string[]): string | null {
  const word = typed.toLowerCase()
  const nearest = closest(word, names)
  const mistakes = distance(word, nearest)
  return mistakes <= Math.min(MAX_MISTAKES, Math.floor(nearest.length / 2)) ? nearest : null
}

/** What may be repeated of a wrong name: a key or a secret that slipped there holds a digit, or is longer. */
export function repeatable(typed: string): string | null {
  return /^[a-z][a-z-]{0,19}$/i.test(typed) ? typed : null
}
