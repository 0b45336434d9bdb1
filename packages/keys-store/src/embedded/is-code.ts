/** Whether a failure is the system's, with this code: `ENOENT`, `EADDRINUSE`. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
