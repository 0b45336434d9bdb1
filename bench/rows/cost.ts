import { randomBytes, randomUUID } from 'node:crypto'
import { openDatabase } from '../../packages/keys-store/src'
import type { Contest, Measured } from '../contest/contest'
import type { Ground } from '../ground/ground'
import { loadLists } from '../load/lists'
import { withOwnShare } from '../load/own-share'
import { startListServer, type Without } from '../variants/list-server'

// What the safeguards cost whoever asks for keys. Both sides are the very same server, in processes of
// their own; what one goes without is left out there, by no switch of the product.

const SECONDS = 1

interface CostOptions {
  of: string
  /** What theirs goes without. */
  without: Without
  keys: number
  connections: number
  target: number | null
  turns: Contest['turns']
  limit: string
  isPointOnly?: boolean
}

function costOf(options: CostOptions): Contest {
  const { of, without, keys, connections, target, turns, limit, isPointOnly = false } = options
  return {
    name: `list with ${of}, ${keys.toLocaleString('en')} keys, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
    against: 'the same server without',
    unit: 'list/s',
    better: 'higher',
    target,
    limit,
    turns,
    ...(keys === 10 && {
      growth: { line: `list with ${of}, 10 keys`, of: 'connections', size: connections },
    }),
    isPointOnly,
    async open(ground, resources) {
      const settings = await ground.settings()
      const { provider: sealed } = await ground.pool(keys)
      const clear = without.encryption ? await fillInClear(ground, keys) : sealed
      const ours = resources.use(await startListServer(settings, {}))
      const theirs = resources.use(await startListServer(settings, without))
      const { secret } = settings
      const ask = async (url: string, provider: string): Promise<Measured> => {
        const load = { url, secret, provider, seconds: SECONDS, connections }
        const { result, share } = await withOwnShare(() => loadLists(load))
        const isWhole = result.failed === 0 && result.bytes > keys * BYTES_A_KEY
        if (!isWhole) throw new Error(`Not what was asked for: ${JSON.stringify(result)}`)
        return { value: result.perSecond, generatorShare: share }
      }
      return { ours: () => ask(ours.url, sealed), theirs: () => ask(theirs.url, clear) }
    },
  }
}

/** At least. */
const BYTES_A_KEY = 150

/** Of these, quick runs measure the sum alone. */
const inFull = { full: 7, quick: 0 }
const always = { full: 7, quick: 2 }

const both = { of: 'encryption and audit', without: { encryption: true, audit: true } } as const
const limits = {
  both: 'The audit: its entry is committed before the answer goes.',
  audit: 'An entry of a hash chain is written, and its commit waited for, before the answer goes.',
  encryption: 'A key is opened once, and the answer encoded once an epoch or a second.',
  guard:
    'A SHA-256, a comparison, and a count in memory that stands for the limiter of the dashboard.',
}

const ten = { keys: 10, connections: 10 }

export const costContests: readonly Contest[] = [
  costOf({ ...both, ...ten, target: 0.85, turns: always, limit: limits.both }),
  costOf({ ...both, ...ten, keys: 1_000, target: 0.85, turns: always, limit: limits.both }),
  costOf({
    of: 'encryption',
    without: { encryption: true },
    ...ten,
    target: null,
    turns: inFull,
    limit: limits.encryption,
  }),
  costOf({
    of: 'audit',
    without: { audit: true },
    ...ten,
    target: null,
    turns: inFull,
    limit: limits.audit,
  }),
  costOf({
    of: 'guard and limiter',
    without: { guard: true },
    ...ten,
    target: null,
    turns: inFull,
    limit: limits.guard,
  }),
  ...[1, 50].map((connections) =>
    costOf({
      ...both,
      keys: 10,
      connections,
      target: 0.85,
      turns: inFull,
      limit: limits.both,
      isPointOnly: true,
    }),
  ),
]

/** A pool of the same size whose keys were never sealed. @returns its provider. */
async function fillInClear(ground: Ground, count: number): Promise<string> {
  const { databaseUrl } = await ground.settings()
  await using database = openDatabase({ url: databaseUrl })
  const provider = `open-${count}`
  if ((await database.prisma.apiKey.count({ where: { provider } })) > 0) return provider
  await database.prisma.apiKey.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      provider,
      name: `${provider} ${index + 1}`,
      maskedKey: 'AIza…',
      revision: 0n,
      key: `AIza${randomBytes(18).toString('hex')}`,
    })),
  })
  return provider
}
