import { openDatabase } from '../../packages/keys-store/src'
import type { Way } from '../app/questions'
import { type App, startApp } from '../app/start-app'
import type { Contest, Growth } from '../contest/contest'
import type { Ground } from '../ground/ground'
import type { Resources } from '../ground/resources'
import { fillPool } from '../stack/fill'

/** One side's turn, in milliseconds. */
const TURN_MS = 250

/** Sizes that are points of a plot. */
const sizes = [10, 100, 1_000, 10_000, 100_000]

interface Duel {
  ours: Way
  theirs: Way
  size: number
  openPool?: (ground: Ground, size: number) => Promise<string>
}

/** Both sides in one process that was built as an app is, on one pool, as the dashboard listed it. */
async function duel({ ours, theirs, size, openPool = freshPool }: Duel, at: Place) {
  const provider = await openPool(at.ground, size)
  const app: App = at.resources.use(await startApp(at.ground, provider))
  const choose = (way: Way) => async () => ({
    value: await app.ask<number>({ kind: 'choose', way, ms: TURN_MS }),
  })
  return { ours: choose(ours), theirs: choose(theirs) }
}

interface Place {
  ground: Ground
  resources: Resources
}

const freshPool = async (ground: Ground, size: number) => (await ground.pool(size)).provider

const lived = new Map<string, Promise<string>>()

/** A pool whose keys came at different times: up to a thousand uses and three old errors each. */
async function livedInPool(ground: Ground, size: number): Promise<string> {
  const provider = `lived-in-${size}`
  const filled = lived.get(provider) ?? fillLivedIn(ground, provider, size)
  lived.set(provider, filled)
  return filled
}

async function fillLivedIn(ground: Ground, provider: string, count: number): Promise<string> {
  const { databaseUrl, keks } = await ground.settings()
  await using database = openDatabase({ url: databaseUrl })
  await fillPool(database, { provider, count, keks })
  await database.prisma.$executeRaw`
    UPDATE api_keys SET "usageCount" = floor(random() * 1000), "errorCount" = floor(random() * 4)
    WHERE provider = ${provider}`
  return provider
}

type Row = Pick<Contest, 'name' | 'against' | 'target' | 'limit'> & { duel: Duel; growth?: Growth }

const nanoseconds = { unit: 'ns', better: 'lower', turns: { full: 9, quick: 3 } } as const

function toContest({ duel: sides, ...row }: Row): Contest {
  return { ...nanoseconds, ...row, open: (ground, resources) => duel(sides, { ground, resources }) }
}

const keys = (size: number) => `${size.toLocaleString('en')} keys`

const handedOut = (size: number, target: number | null): Contest =>
  toContest({
    name: `key from a warm client, selecting, ${keys(size)}`,
    against: "the guide's cached read",
    target,
    limit:
      '`tryAcquire` chooses, counts and lends the key; the guide filters and gives the first. Two ' +
      'readings of a clock are about half of ours at 10 keys. Telling how the use ended is not in ' +
      'either.',
    duel: { ours: 'client', theirs: 'guide', size },
    growth: { line: 'key from a warm client', of: 'keys', size },
  })

const asGuide = (size: number): Contest =>
  toContest({
    name: `getApiKey as in the guide, ${keys(size)}`,
    against: "the guide's cached read",
    target: null,
    limit: 'Ours lends a copy of the key, and remembers it until its use is told.',
    duel: { ours: 'client-as-guide', theirs: 'guide', size },
  })

const cycle = (size: number, target: number | null): Contest =>
  toContest({
    name: `acquire + release, ${keys(size)}`,
    against: 'filter and sort on every call',
    target,
    limit:
      'Ours counts the use for the dashboard besides, which theirs does not. The keys came at ' +
      'different times: their counts differ, which sorting must undo.',
    duel: { ours: 'client-cycle', theirs: 'sorted', size, openPool: livedInPool },
    growth: { line: 'acquire + release', of: 'keys', size },
  })

const alike = (size: number): Contest =>
  toContest({
    name: `acquire + release, ${keys(size)} with counts alike`,
    against: 'filter and sort on every call',
    target: null,
    limit: 'Nearly sorted already: the best case of sorting, in a pool that was filled at once.',
    duel: { ours: 'client-cycle', theirs: 'sorted', size },
  })

const weighted = (size: number): Contest =>
  toContest({
    name: `acquire + release, ${keys(size)}`,
    against: 'a weighted list rebuilt on every call',
    target: null,
    limit: 'Drawn by lot: it looks at no count, and evens nothing out.',
    duel: { ours: 'client-cycle', theirs: 'weighted', size },
  })

/** Only a point of its plot. */
const points = (make: (size: number, target: null) => Contest, besides: readonly number[]) =>
  sizes
    .filter((size) => !besides.includes(size))
    .map((size): Contest => ({ ...make(size, null), isPointOnly: true }))

export const selectionContests: readonly Contest[] = [
  handedOut(10, 1),
  handedOut(1_000, 30),
  handedOut(10_000, 300),
  ...points(handedOut, [10, 1_000, 10_000]),
  asGuide(10),
  asGuide(1_000),
  cycle(10, 2),
  cycle(1_000, 50),
  ...points(cycle, [10, 1_000]),
  alike(1_000),
  weighted(10),
  weighted(1_000),
]
