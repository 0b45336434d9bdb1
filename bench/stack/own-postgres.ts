import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBinaries } from '../../testbed/binaries'
import { type Postgres, startPostgres } from '../../testbed/postgres'

/** A PostgreSQL as it comes, but for its connections and that it knows when it committed; gone with its end. */
export interface OwnPostgres extends AsyncDisposable {
  url: string
  server: Postgres
}

export async function openPostgres(): Promise<OwnPostgres> {
  const { postgres: bin } = findBinaries()
  const home = await mkdtemp(path.join(tmpdir(), 'itqan-bench-'))
  const server = await startPostgres({
    bin,
    home,
    settings: ['max_connections=300', 'track_commit_timestamp=on'],
  })
  return {
    url: server.url(),
    server,
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
