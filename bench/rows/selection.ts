import { type Database, openDatabase } from '../../packages/keys-store/src'
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

const filled = new Map<string, Promise<void>>()

/** A pool that no other contest has used. Its counts are set anew, whoever has used it before. */
async function ownPool(
  { ground, provider, size }: { ground: Ground; provider: string; size: number },
  count: (database: Database) => Promise<unknown>,
): Promise<string> {
  const { databaseUrl, keks } = await ground.settings()
  await using database = openDatabase({ url: databaseUrl })
  const fill = async () => void (await fillPool(database, { provider, count: size, keks }))
  const filling = filled.get(provider) ?? fill()
  filled.set(provider, filling)
  await filling
  await count(database)
  return provider
}

/** Keys that came at different times: up to a thousand uses and three old errors each. */
const livedInPool = (ground: Ground, size: number) => {
  const provider = `lived-in-${size}`
  return ownPool(
    { ground, provider, size },
    ({ prisma }) => prisma.$executeRaw`
      UPDATE api_keys SET "usageCount" = floor(random() * 1000), "errorCount" = floor(random() * 4)
      WHERE provider = ${provider}`,
  )
}

const alikePool = (ground: Ground, size: number) => {
  const provider = `alike-${size}`
  return ownPool(
    { ground, provider, size },
    ({ prisma }) => prisma.$executeRaw`
      UPDATE api_keys SET "usageCount" = 0, "errorCount" = 0 WHERE provider = ${provider}`,
  )
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
      '`tryAcquire` chooses, counts and lends the key; the guide filters and gives the first. Telling ' +
      'how the use ended is in neither. Of ours about a third goes into choosing, an eighth into the ' +
      'clock that the fence reads, the rest into the lease; of ten thousand keys few are in the ' +
      "processor's cache.",
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
    duel: { ours: 'client-cycle', theirs: 'sorted', size, openPool: alikePool },
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
