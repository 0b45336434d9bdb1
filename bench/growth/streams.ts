import { type Database, openDatabase } from '../../packages/keys-store/src'
import { openStreams, type Streams } from '../load/streams'
import { shareOf } from '../stack/cpu'
import { startDashboard } from '../stack/dashboard'
import { quantile, toMegabytes } from '../stack/figures'
import { fillPool } from '../stack/fill'
import { openOperator } from '../stack/operator'
import type { Axis } from './axis'

const columns = [
  'revocation p50 (ms)',
  'revocation p99 (ms)',
  'dashboard RSS (MB)',
  'dashboard core while 10 changes/s (%)',
] as const

const REVOCATIONS = 30

/** Apps that listen: how long the last of them takes to hear of a revocation. */
export const streamsAxis: Axis = {
  name: 'streams',
  unit: 'open streams of one dashboard',
  sizes: [1, 10, 100, 300, 1_000],
  columns,
  async measure({ settings }, size) {
    await using database = openDatabase({ url: settings.databaseUrl })
    const provider = `heard-${size}`
    const ids = await fillPool(database, { provider, count: REVOCATIONS, keks: settings.keks })
    await using dashboard = await startDashboard(settings)
    const { secret } = settings
    const streams = await openStreams({ urls: [dashboard.internal], secret, count: size })
    const [cpu, begun] = [await dashboard.cpu(), performance.now()]
    const took = await revokeAll({ ids, streams, database, keks: settings.keks })
    const core = shareOf(cpu, await dashboard.cpu(), performance.now() - begun)
    const { rss } = await dashboard.memory()
    const gaps = streams.close()
    return {
      size,
      values: {
        [columns[0]]: quantile(took, 0.5),
        [columns[1]]: quantile(took, 0.99),
        [columns[2]]: toMegabytes(rss),
        [columns[3]]: core * 100,
      },
      ...(gaps > 0 && { note: `${gaps} gaps` }),
    }
  },
}

/** One every 100 ms. @returns what each stream took to hear of each, in milliseconds. */
export async function revokeAll(options: {
  ids: readonly string[]
  streams: Streams
  database: Database
  keks: string
}): Promise<number[]> {
  const { ids, streams } = options
  const operator = openOperator(options.database, options.keks)
  const took: number[] = []
  for (const id of ids) {
    const pause = new Promise((resolve) => setTimeout(resolve, 100))
    const begun = performance.now()
    const heard = streams.toldOf(id, begun)
    await operator.revoke(id)
    took.push(...(await heard))
    await pause
  }
  await operator.close()
  return took
}
