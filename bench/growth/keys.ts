import { createKeysClient, type KeysClient } from '../../packages/keys-client/src'
import { openDatabase } from '../../packages/keys-store/src'
import { loadLists } from '../load/lists'
import { type Dashboard, startDashboard } from '../stack/dashboard'
import { toMegabytes } from '../stack/figures'
import { fillPool } from '../stack/fill'
import type { Axis, Ground, Point } from './axis'

const columns = [
  'list, first (ms)',
  'list, same epoch (ms)',
  'answer (MB)',
  'client ready (ms)',
  'acquire + release (ns)',
  'client heap (MB)',
  'dashboard RSS (MB)',
] as const

/** One provider's pool, from ten keys to a hundred thousand. */
export const keysAxis: Axis = {
  name: 'keys',
  unit: 'keys of one provider',
  sizes: [10, 100, 1_000, 10_000, 100_000],
  columns,
  async measure(ground, size) {
    const provider = `grown-${size}`
    await using database = openDatabase({ url: ground.settings.databaseUrl })
    await fillPool(database, { provider, count: size, keks: ground.settings.keks })
    await using dashboard = await startDashboard(ground.settings)
    const answers = await listTwice(ground, dashboard, provider)
    const client = await tryClient(ground, dashboard, provider)
    const { rss } = await dashboard.memory()
    const values = { ...answers.values, ...client.values, [columns[6]]: toMegabytes(rss) }
    const notes = [answers.note, client.note].filter((note) => note !== undefined)
    return { size, values, ...(notes.length > 0 && { note: notes.join('; ') }) }
  },
}

type Part = Pick<Point, 'values' | 'note'>

async function listTwice(
  { settings: { secret } }: Ground,
  { internal: url }: Dashboard,
  provider: string,
): Promise<Part> {
  const input = encodeURIComponent(JSON.stringify({ json: { provider } }))
  const begun = performance.now()
  const response = await fetch(`${url}/api/internal/trpc/list?input=${input}`, {
    headers: { authorization: `Bearer ${secret}` },
  })
  const { byteLength } = await response.arrayBuffer()
  const first = performance.now() - begun
  if (!response.ok) return { values: {}, note: `list: ${response.status}` }
  const { p50 } = await loadLists({ url, secret, provider, seconds: 3, connections: 1 })
  return {
    values: { [columns[0]]: first, [columns[1]]: p50, [columns[2]]: toMegabytes(byteLength) },
  }
}

const ROUNDS = 200_000

async function tryClient(
  { settings: { secret } }: Ground,
  { internal: url }: Dashboard,
  provider: string,
): Promise<Part> {
  const before = process.memoryUsage().heapUsed
  const begun = performance.now()
  await using client = createKeysClient({ url, secret, watch: false, timeoutMs: 60_000 })
  try {
    await client.waitUntilReady({ providers: [provider], timeoutMs: 60_000 })
  } catch (error) {
    return { values: {}, note: `client: ${error instanceof Error ? error.message : 'unknown'}` }
  }
  const ready = performance.now() - begun
  const heap = process.memoryUsage().heapUsed - before
  take(client, provider, ROUNDS / 10)
  const taking = performance.now()
  take(client, provider, ROUNDS)
  const nanoseconds = ((performance.now() - taking) / ROUNDS) * 1_000_000
  return {
    values: {
      [columns[3]]: ready,
      [columns[4]]: nanoseconds,
      [columns[5]]: toMegabytes(Math.max(0, heap)),
    },
  }
}

function take(client: KeysClient, provider: string, times: number): void {
  for (let round = 0; round < times; round += 1) client.tryAcquire(provider)?.release()
}
