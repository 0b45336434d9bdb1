export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text, or `''` for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
