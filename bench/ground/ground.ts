import { openDatabase } from '../../packages/keys-store/src'
import { applyMigrations } from '../../packages/keys-store/src/migrate'
import { type OptionA, startOptionA } from '../rivals/option-a'
import { type Dashboard, makeSettings, type Settings, startDashboard } from '../stack/dashboard'
import { fillPool } from '../stack/fill'
import { openPostgres, type OwnPostgres } from '../stack/own-postgres'
import { build } from './build'
import type { Resources } from './resources'

/** What all contests are measured on: started when the first of them asks for it, the same for all. */
export interface Ground {
  postgres(): Promise<OwnPostgres>
  settings(): Promise<Settings>
  /** A dashboard as it is deployed: encryption, audit, guard and limiter on. */
  dashboard(): Promise<Dashboard>
  /** The same, where apps are answered by Next and no port of their own is open. */
  nextDashboard(): Promise<Dashboard>
  /** The guide's option A, on a database of its own on the same server. */
  optionA(): Promise<OptionA>
  /** Option A's pool of so many keys, of the same provider as ours. */
  optionAPool(size: number): Promise<Pool>
  /** The ids of a pool of so many keys, the same pool for all who ask for that size. */
  pool(size: number): Promise<Pool>
}

/** Keys of one provider. */
export interface Pool {
  provider: string
  ids: readonly string[]
}

export function createGround(resources: Resources): Ground {
  const postgres = once(async () => {
    // Before the server: whether the dashboard is built is looked at there.
    await build('dashboard')
    return resources.use(await openPostgres())
  })
  const settings = once(async () => {
    const { url } = await postgres()
    await applyMigrations(url)
    return makeSettings(url)
  })
  const optionA = once(async () => {
    const { url } = await postgres()
    await build('optionA')
    return resources.use(await startOptionA(url))
  })

  return {
    postgres,
    settings,
    dashboard: once(async () => resources.use(await startDashboard(await settings()))),
    nextDashboard: once(async () =>
      resources.use(await startDashboard(await settings(), { isThroughNext: true })),
    ),
    optionA,
    pool: onceEach(async (count) => {
      const { databaseUrl, keks } = await settings()
      const provider = providerOf(count)
      await using database = openDatabase({ url: databaseUrl })
      return { provider, ids: await fillPool(database, { provider, count, keks }) }
    }),
    optionAPool: onceEach(async (count) => {
      const { database } = await optionA()
      const provider = providerOf(count)
      return { provider, ids: await database.fill(provider, count) }
    }),
  }
}

const providerOf = (count: number): string => `keys-${count}`

/** Done at the first call, and its result kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** Done at the first call of each size. */
function onceEach<T>(make: (size: number) => Promise<T>): (size: number) => Promise<T> {
  const made = new Map<number, Promise<T>>()
  return (size) => {
    const known = made.get(size) ?? make(size)
    made.set(size, known)
    return known
  }
}
