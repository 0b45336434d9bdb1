import { openDatabase } from '../../packages/keys-store/src'
import { loadReports } from '../load/reports'
import { cpuOfFamily, shareOf } from '../stack/cpu'
import { startDashboard } from '../stack/dashboard'
import { quantile } from '../stack/figures'
import { fillPool } from '../stack/fill'
import type { Axis } from './axis'

const columns = [
  'report p50 (ms)',
  'report p99 (ms)',
  'stored (uses/s)',
  'dashboard core (%)',
  'PostgreSQL core (%)',
] as const

const KEYS = 100
const SECONDS = 8

/** Uses a second, told by a hundred apps at most, each once a second as the client does. */
export const reportsAxis: Axis = {
  name: 'reports',
  unit: 'uses reported a second',
  sizes: [1, 10, 100, 1_000, 10_000, 100_000],
  columns,
  async measure({ settings, postgres }, size) {
    await using database = openDatabase({ url: settings.databaseUrl })
    const provider = `reported-${size}`
    const keyIds = await fillPool(database, { provider, count: KEYS, keks: settings.keks })
    await using dashboard = await startDashboard(settings)
    const load = { url: dashboard.internal, secret: settings.secret, keyIds }
    await loadReports({ ...load, usesPerSecond: size, seconds: 1 })
    const before = await storedOf(keyIds)
    const cpus = async () =>
      [await dashboard.cpu(), await cpuOfFamily(await postgres.server.pid)] as const
    const [own, server] = await cpus()
    const result = await loadReports({ ...load, usesPerSecond: size, seconds: SECONDS })
    const [ownAfter, serverAfter] = await cpus()
    const stored = (await storedOf(keyIds)) - before
    const lost = result.sent - stored
    const { latencies, failed, tookMs } = result
    return {
      size,
      values: {
        [columns[0]]: quantile(latencies, 0.5),
        [columns[1]]: quantile(latencies, 0.99),
        [columns[2]]: (stored / tookMs) * 1_000,
        [columns[3]]: shareOf(own, ownAfter, tookMs) * 100,
        [columns[4]]: shareOf(server, serverAfter, tookMs) * 100,
      },
      ...((lost !== 0 || failed > 0) && { note: `${lost} uses lost, ${failed} calls failed` }),
    }

    async function storedOf(ids: readonly string[]): Promise<number> {
      const { _sum } = await database.prisma.apiKey.aggregate({
        where: { id: { in: [...ids] } },
        _sum: { usageCount: true },
      })
      return Number(_sum.usageCount ?? 0n)
    }
  },
}
