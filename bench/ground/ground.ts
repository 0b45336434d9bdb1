import { openDatabase } from '../../packages/keys-store/src'
import { applyMigrations } from '../../packages/keys-store/src/migrate'
import { type Dashboard, makeSettings, type Settings, startDashboard } from '../stack/dashboard'
import { fillPool } from '../stack/fill'
import { openPostgres, type OwnPostgres } from '../stack/own-postgres'
import type { Resources } from './resources'

/** What all contests are measured on: started when the first of them asks for it, the same for all. */
export interface Ground {
  postgres(): Promise<OwnPostgres>
  settings(): Promise<Settings>
  /** A dashboard as it is deployed: encryption, audit, guard and limiter on. */
  dashboard(): Promise<Dashboard>
  /** The ids of a pool of so many keys, the same pool for all who ask for that size. */
  pool(size: number): Promise<Pool>
}

/** Keys of one provider. */
export interface Pool {
  provider: string
  ids: readonly string[]
}

export function createGround(resources: Resources): Ground {
  const pools = new Map<number, Promise<Pool>>()
  const postgres = once(async () => resources.use(await openPostgres()))
  const settings = once(async () => {
    const { url } = await postgres()
    await applyMigrations(url)
    return makeSettings(url)
  })

  async function fill(size: number): Promise<Pool> {
    const { databaseUrl, keks } = await settings()
    const provider = `keys-${size}`
    await using database = openDatabase({ url: databaseUrl })
    return { provider, ids: await fillPool(database, { provider, count: size, keks }) }
  }

  return {
    postgres,
    settings,
    dashboard: once(async () => resources.use(await startDashboard(await settings()))),
    async pool(size) {
      const pool = pools.get(size) ?? fill(size)
      pools.set(size, pool)
      return pool
    },
  }
}

/** Done at the first call, and its result kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
