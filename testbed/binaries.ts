import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const servers = '/usr/lib/postgresql'

/** Where the programs are that a bench starts. */
export interface Binaries {
  /** The folder of `initdb` and `pg_ctl`. */
  postgres: string
  redis: string
}

/** @throws Error with one sentence for each that is missing, and how to get it. */
export function findBinaries(): Binaries {
  const versions = existsSync(servers) ? readdirSync(servers) : []
  const newest = versions.map(Number).toSorted((a, b) => b - a)[0]
  const postgres = path.join(servers, String(newest), 'bin')
  const redis = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(existsSync)
  const missing = [
    existsSync(path.join(postgres, 'initdb')) ||
      'PostgreSQL is not installed under /usr/lib/postgresql: run `apt-get install postgresql`.',
    redis !== undefined || 'redis-server is not installed: run `apt-get install redis-server`.',
    existsSync(path.join(root, 'apps/dashboard/.next/standalone/apps/dashboard/server.js')) ||
      'The dashboard is not built: run `npx turbo run build --filter=dashboard`.',
  ].filter((problem) => problem !== true)
  if (missing.length > 0 || !redis) throw new Error(missing.join('\n'))
  return { postgres, redis }
}
