/** Where a client finds an embedded database: on this machine only, with any password. */
export function embeddedDatabaseUrl(port: number): string {
  return `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`
}
