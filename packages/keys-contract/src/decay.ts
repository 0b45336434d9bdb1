import { ERROR_HALF_LIFE_MS } from './limits'

/** What is left of errors of that age: half after every half-life. A clock set back adds nothing. */
export function decayErrors(errors: number, ageMs: number): number {
  return errors * 0.5 ** (Math.max(0, ageMs) / ERROR_HALF_LIFE_MS)
}
