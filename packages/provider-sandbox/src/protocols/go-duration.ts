/** Writes seconds as OpenAI's headers do: `120ms`, `22.419s`, `6m0s`, `9h58m34.205s`. */
export function goDuration(seconds: number): string {
  // Upwards: a call at the moment that is told must not come too early.
  const ms = Math.ceil(seconds * 1000)
  if (ms < 1000) return `${ms}ms`
  const minutes = Math.floor(ms / 60_000)
  const rest = `${(ms % 60_000) / 1000}s`
  if (minutes === 0) return rest
  if (minutes < 60) return `${minutes}m${rest}`
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${rest}`
}
