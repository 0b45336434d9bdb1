import type { KeysClient, Lease } from '../../packages/keys-client/src'
import { type Choose, filterAndSort, type PoolKey, weightedList } from '../rivals/selection'
import type { Way } from './questions'

/** Keys handed out between two looks at the clock, and open at once where they are ended later. */
const BATCH = 256

/** A batch of a slow way is shorter, so that a turn ends when it should. */
const BATCH_NS = 2_000_000

/** So many keys are handed out before the process sees to its reports. */
const PAUSE_EVERY = 16_384

/** As it was built beside this process. */
interface GuideClient {
  getApiKey(provider: string): Promise<{ id: string; key: string } | null>
}

/** Nanoseconds that so many keys took, by a way. */
type Batch = (keys: number) => number | Promise<number>

/** Hands keys out by a way for so many milliseconds. @returns nanoseconds a key. */
export type Chooser = (way: Way, ms: number) => Promise<number>

/** What was handed out, so that no call can be left out. */
let seen = 0

export async function createChooser(client: KeysClient, provider: string): Promise<Chooser> {
  const { keys } = await client.list({ provider })
  // A list from a file or an environment is in no order that helps; the dashboard's would be sorted.
  const unsorted = keys.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const pool = () =>
    unsorted.map(({ id, key, errorCount, usageCount, weight }): PoolKey => {
      return {
        id,
        key,
        isActive: true,
        coolingUntil: 0,
        errors: errorCount,
        uses: usageCount,
        weight,
      }
    })
  const guide = (await import(new URL('guide.mjs', import.meta.url).href)) as GuideClient
  // Its cache is filled by its first call.
  if (!(await guide.getApiKey(provider))) throw new Error("The guide's client was given no key")
  const batches: Record<Way, Batch> = {
    client: (count) => takeThenEnd(client, provider, count),
    'client-cycle': (count) => takeAndEnd(client, provider, count),
    'client-as-guide': (count) => handThenReport(client, provider, count),
    guide: (count) => readCache(guide, provider, count),
    sorted: chosenBy(filterAndSort(pool())),
    weighted: chosenBy(weightedList(pool())),
  }
  return async (way, ms) => {
    // A stale cache is refreshed outside of what is measured.
    if (way === 'guide') await guide.getApiKey(provider)
    return repeat(batches[way], ms)
  }
}

async function repeat(batch: Batch, ms: number): Promise<number> {
  let [total, keys, rested, size] = [0, 0, 0, 1]
  while (total < ms * 1_000_000) {
    total += await batch(size)
    keys += size
    size = Math.max(1, Math.min(BATCH, Math.floor((BATCH_NS * keys) / total)))
    if (keys - rested < PAUSE_EVERY) continue
    rested = keys
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (seen === 0) throw new Error('No key was handed out')
  return total / keys
}

const since = (begun: number) => (performance.now() - begun) * 1_000_000

function takeThenEnd(client: KeysClient, provider: string, count: number): number {
  const leases = Array<Lease | null>(count).fill(null)
  const begun = performance.now()
  for (let taken = 0; taken < count; taken += 1) {
    const lease = client.tryAcquire(provider)
    if (!lease) throw new Error('The pool is empty')
    seen += lease.key.length
    leases[taken] = lease
  }
  const took = since(begun)
  for (const lease of leases) lease?.release()
  return took
}

function takeAndEnd(client: KeysClient, provider: string, count: number): number {
  const begun = performance.now()
  for (let taken = 0; taken < count; taken += 1) {
    const lease = client.tryAcquire(provider)
    if (!lease) throw new Error('The pool is empty')
    seen += lease.key.length
    lease.release()
  }
  return since(begun)
}

async function handThenReport(
  client: KeysClient,
  provider: string,
  count: number,
): Promise<number> {
  const ids: string[] = []
  const begun = performance.now()
  for (let taken = 0; taken < count; taken += 1) {
    const key = await client.getApiKey(provider)
    if (!key) throw new Error('The pool is empty')
    seen += key.key.length
    ids.push(key.id)
  }
  const took = since(begun)
  for (const id of ids) client.reportKeyUsage(id, true)
  return took
}

async function readCache(
  { getApiKey }: GuideClient,
  provider: string,
  count: number,
): Promise<number> {
  const begun = performance.now()
  for (let taken = 0; taken < count; taken += 1) {
    const key = await getApiKey(provider)
    if (!key) throw new Error('The pool is empty')
    seen += key.key.length
  }
  return since(begun)
}

function chosenBy(choose: Choose): Batch {
  return (count) => {
    const begun = performance.now()
    for (let taken = 0; taken < count; taken += 1) {
      const key = choose()
      if (!key) throw new Error('The pool is empty')
      seen += key.key.length
    }
    return since(begun)
  }
}
