const FIRST_MS = 250
const LONGEST_MS = 30_000

/**
 * How long to wait before the next attempt, in milliseconds: doubled with each failure in a row, and
 * spread, so that all processes that lost one server do not come back to it in the same moment.
 *
 * @param failures in a row, 1 or more.
 * @param random in [0, 1).
 */
export function reconnectDelay(failures: number, random: number): number {
  const whole = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS)
  return whole * (0.5 + random / 2)
}
