import { openDatabase } from '../../packages/keys-store/src'
import { loadLists } from '../load/lists'
import { openStreams } from '../load/streams'
import { type Dashboard, startDashboard } from '../stack/dashboard'
import { quantile } from '../stack/figures'
import { fillPool } from '../stack/fill'
import type { Axis } from './axis'
import { revokeAll } from './streams'

const columns = [
  'list, all together (1/s)',
  'list p99 (ms)',
  'revocation p99, 100 streams each (ms)',
  'database connections',
] as const

const REVOCATIONS = 20
const SECONDS = 5
const provider = 'spread'

/** Dashboards on one database and, here, on the same two cores. */
export const dashboardsAxis: Axis = {
  name: 'dashboards',
  unit: 'dashboards on one database',
  sizes: [1, 2, 3, 4],
  columns,
  async measure({ settings }, size) {
    await using database = openDatabase({ url: settings.databaseUrl })
    const { secret, keks } = settings
    await database.prisma.apiKey.deleteMany({ where: { provider } })
    const ids = await fillPool(database, { provider, count: 10 + REVOCATIONS, keks })
    await using all = await startAll(size, () => startDashboard(settings))
    const urls = all.dashboards.map(({ internal }) => internal)
    const load = { secret, provider, seconds: SECONDS, connections: Math.ceil(20 / size) }
    const lists = await Promise.all(urls.map((url) => loadLists({ ...load, url })))
    const streams = await openStreams({ urls, secret, count: 100 * size })
    const took = await revokeAll({ ids: ids.slice(10), streams, database, keks })
    const gaps = streams.close()
    return {
      size,
      values: {
        [columns[0]]: lists.reduce((sum, { perSecond }) => sum + perSecond, 0),
        [columns[1]]: Math.max(...lists.map(({ p99 }) => p99)),
        [columns[2]]: quantile(took, 0.99),
        [columns[3]]: await connectionsOf(),
      },
      ...(gaps > 0 && { note: `${gaps} gaps` }),
    }

    async function connectionsOf(): Promise<number> {
      const [row] = await database.prisma.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`
      return Number(row?.count ?? 0n)
    }
  },
}

interface AllDashboards extends AsyncDisposable {
  dashboards: readonly Dashboard[]
}

async function startAll(count: number, start: () => Promise<Dashboard>): Promise<AllDashboards> {
  const dashboards: Dashboard[] = []
  const stopAll = async () => {
    await Promise.all(dashboards.map((one) => one[Symbol.asyncDispose]()))
  }
  try {
    while (dashboards.length < count) dashboards.push(await start())
  } catch (error) {
    await stopAll()
    throw error
  }
  return { dashboards, [Symbol.asyncDispose]: stopAll }
}
