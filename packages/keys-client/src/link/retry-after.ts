/** Reads a `Retry-After` header, seconds or a date, as milliseconds from now; `null` without one. */
export function retryAfterOf(value: string | null, now: number): number | null {
  if (value === null || value.trim() === '') return null
  const seconds = Number(value)
  const ms = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}
