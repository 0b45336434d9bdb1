// A thousand streams and two hundred lists a second on one dashboard: does it miss, does it grow?
//   pnpm build && pnpm soak [--minutes 5] [--streams 1000] [--lists 200]
import { parseArgs } from 'node:util'
import { openDatabase } from '../packages/keys-store/src'
import { applyMigrations } from '../packages/keys-store/src/migrate'
import { loadLists } from './load/lists'
import { openStreams } from './load/streams'
import { shareOf } from './stack/cpu'
import { type Dashboard, makeSettings, type Memory, startDashboard } from './stack/dashboard'
import { brief, quantile, toMegabytes } from './stack/figures'
import { fillPool } from './stack/fill'
import { openOperator } from './stack/operator'
import { openPostgres } from './stack/own-postgres'

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    streams: { type: 'string', default: '1000' },
    lists: { type: 'string', default: '200' },
  },
})
const seconds = Number(options.minutes) * 60
const count = Number(options.streams)
const provider = 'gemini'

/** A tenth more is no leak: what is left after a collection differs by some megabytes each time. */
const FLAT = 1.1

await using postgres = await openPostgres()
await applyMigrations(postgres.url)
const settings = makeSettings(postgres.url)
await using database = openDatabase({ url: postgres.url })
const [toggled = ''] = await fillPool(database, { provider, count: 10, keks: settings.keks })
await using dashboard = await startDashboard(settings)
const operator = openOperator(database, settings.keks)
const { internal: url } = dashboard
const { secret } = settings
const streams = await openStreams({ urls: [url], secret, count })
const rate = Number(options.lists)
const load = { url, secret, provider, connections: 10, rate }
await loadLists({ ...load, seconds: Math.min(20, seconds / 4) })

const memories: Memory[] = [await tell('warm')]
const [cpu, begun] = [await dashboard.cpu(), performance.now()]
const latencies: number[] = []
let listed = 0
let failed = 0
const PARTS = 5
for (let part = 1; part <= PARTS; part += 1) {
  const lists = loadLists({ ...load, seconds: seconds / PARTS })
  await changeUntil(lists)
  const result = await lists
  listed += result.perSecond * (seconds / PARTS)
  failed += result.failed
  memories.push(await tell(`${part}/${PARTS}`))
}
const core = shareOf(cpu, await dashboard.cpu(), performance.now() - begun)
const epoch = Number(
  (await database.prisma.keysEpoch.findUniqueOrThrow({ where: { id: 1 } })).epoch,
)
const isBehind = streams.lowestEpoch() < epoch
const problems = [
  ...(streams.gaps() > 0 ? [`${streams.gaps()} gaps`] : []),
  ...(isBehind ? [`a stream stands at ${streams.lowestEpoch()} of ${epoch}`] : []),
  ...(streams.open() < count ? [`${streams.open()} of ${count} streams are open`] : []),
  ...(failed > 0 ? [`${failed} lists failed`] : []),
  ...grown('rss'),
  ...grown('handles'),
]
process.stdout.write(
  [
    `${count} streams, ${brief(listed / seconds)} lists/s, ${latencies.length / count} changes in ${seconds} s`,
    `epochs: ${epoch} committed, ${streams.gaps()} gaps, the last known to all: ${isBehind ? 'no' : 'yes'}`,
    `heard of a revocation: p50 ${brief(quantile(latencies, 0.5))} ms, p99 ${brief(quantile(latencies, 0.99))} ms`,
    `dashboard: ${brief(core * 100)} % of a core`,
    problems.length > 0 ? `NOT WELL: ${problems.join('; ')}` : 'nothing missed, nothing grown',
    '',
  ].join('\n'),
)
streams.close()
await operator.close()
process.exitCode = problems.length > 0 ? 1 : 0

/** Switches one key off and on, over and over, and keeps what each stream took to hear of it. */
async function changeUntil(end: Promise<unknown>): Promise<void> {
  let isOver = false
  void end.finally(() => (isOver = true))
  while (!isOver) {
    const heard = streams.toldOf(toggled, performance.now())
    await operator.revoke(toggled)
    latencies.push(...(await heard))
    await operator.restore(toggled)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function tell(when: string): Promise<Memory> {
  const memory = await (dashboard as Dashboard).memory()
  const { rss, heapUsed, handles } = memory
  process.stdout.write(
    `${when}: RSS ${brief(toMegabytes(rss))} MB, heap ${brief(toMegabytes(heapUsed))} MB, ${handles} handles\n`,
  )
  return memory
}

/** Against the first that was taken under load. */
function grown(part: 'rss' | 'handles'): string[] {
  const [, first, ...rest] = memories
  const last = rest.at(-1)
  if (!first || !last || last[part] <= first[part] * FLAT) return []
  return [`${part} grew from ${first[part]} to ${last[part]}`]
}
