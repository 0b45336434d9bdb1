import type { Counter } from '../rate-limit/counter'
import type { Counters } from '../rate-limit/open-counters'

/** What is counted beside passwords. */
export function openSignInCounters(counters: Counters): { strangers: Counter; usedCodes: Counter } {
  return {
    // An office behind one address signs in with passkeys, which take two until they are right.
    strangers: counters.open({ name: 'sign-in-stranger', points: 100, seconds: 15 * 60 }),
    // Longer than any code is good: 30 s, with as much before and after.
    usedCodes: counters.open({ name: 'sign-in-code', points: 1, seconds: 120 }),
  }
}
