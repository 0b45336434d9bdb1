/** The id under which Next logged an error of the server, `null` for an error of the browser. */
export function digestOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}
