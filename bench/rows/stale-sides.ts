import { createKeysClient } from '../../packages/keys-client/src'
import { until } from '../../testbed/ports'
import type { Ground } from '../ground/ground'
import type { Resources } from '../ground/resources'
import { GUIDE_TTL_MS, openGuideClient, runLater } from '../rivals/guide-client'
import { openCountingFront } from '../stack/counting-front'
import { createLaterClock } from '../stack/later-clock'

const KEYS = 10

/** After so long what is known is stale for either client, in milliseconds. */
const STALE_MS = GUIDE_TTL_MS + 1_000

export interface CallerSide {
  /** So many ask at once. @returns the wait of each, in milliseconds. */
  call(callers: number): Promise<number[]>
  /** As `call`, once what is known has become stale. */
  callLate(callers: number): Promise<number[]>
  /** Resolves when what is known is fresh again. */
  settled(): Promise<void>
}

interface Callers {
  ours: CallerSide
  theirs: CallerSide
  /** How often either dashboard was asked since this was called last; 0 when nobody counts. */
  takeCount(): number
}

/** Both clients in this process, with keys, on their dashboards: through a server that counts, or straight. */
export async function openCallers(
  ground: Ground,
  resources: Resources,
  { isCounted }: { isCounted: boolean },
): Promise<Callers> {
  const dashboard = await ground.dashboard()
  const optionA = await ground.optionA()
  const counts: (() => number)[] = []
  const before = async (url: string) => {
    if (!isCounted) return url
    const front = resources.use(await openCountingFront(url))
    counts.push(front.take)
    return front.url
  }
  const pool = await ground.pool(KEYS)
  const theirPool = await ground.optionAPool(KEYS)
  const { secret } = await ground.settings()
  return {
    ours: await openOurs(
      { url: await before(dashboard.internal), secret, provider: pool.provider },
      resources,
    ),
    theirs: await openTheirs({
      url: await before(optionA.url),
      secret: optionA.secret,
      provider: theirPool.provider,
    }),
    takeCount: () => counts.reduce((total, take) => total + take(), 0),
  }
}

interface Place {
  url: string
  secret: string
  provider: string
}

/** Without the stream, which would keep what is known from ever becoming stale. */
async function openOurs({ provider, ...place }: Place, resources: Resources): Promise<CallerSide> {
  const clock = createLaterClock()
  const client = resources.use(createKeysClient({ ...place, watch: false, clock }))
  await client.waitUntilReady({ providers: [provider] })
  const age = () => client.status().providers.find((one) => one.provider === provider)?.ageMs
  const take = async () => (await client.acquire(provider)).release()
  return {
    async call(callers) {
      await afterThis()
      return waits(callers, take)
    },
    async callLate(callers) {
      clock.putForward(STALE_MS)
      // Callers come after what the due request does at once, and before its answer can.
      await afterThis()
      const waited = await waits(callers, take)
      if ((age() ?? 0) < STALE_MS) throw new Error('What the callers came upon was fresh')
      return waited
    },
    settled: () => until('A fresh snapshot', () => (age() ?? Infinity) < STALE_MS),
  }
}

async function openTheirs({ provider, ...place }: Place): Promise<CallerSide> {
  const guide = await openGuideClient(place)
  let ahead = 0
  const take = async () => {
    const key = await guide.getApiKey(provider)
    if (!key) throw new Error(`Option A has no key of ${provider}`)
  }
  await take()
  return {
    call: (callers) => runLater(ahead, () => waits(callers, take)),
    async callLate(callers) {
      ahead += STALE_MS
      return runLater(ahead, () => waits(callers, take))
    },
    settled: async () => undefined,
  }
}

/** All begin before one of them waits. */
async function waits(callers: number, call: () => Promise<void>): Promise<number[]> {
  return Promise.all(
    Array.from({ length: callers }, async () => {
      const begun = performance.now()
      await call()
      return performance.now() - begun
    }),
  )
}

/** Resolves when all that waits for nothing has run; nothing is read from the network meanwhile. */
const afterThis = () => new Promise<void>((resolve) => process.nextTick(resolve))
