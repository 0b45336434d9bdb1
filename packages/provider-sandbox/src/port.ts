const DEFAULT_PORT = 3002

/** Reads a port from the environment: 3002 when unset, `null` when it is not a port. */
export function parsePort(value: string | undefined): number | null {
  const text = value?.trim()
  if (!text) return DEFAULT_PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : null
}
