/** Where the server writes what an operator must see. Fields never hold a secret or an input. */
export interface Log {
  error(message: string, fields: Record<string, unknown>): void
}
