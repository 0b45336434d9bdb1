import { orElse } from '../http/deadline'

/** A read that is slower than this is not waited for by whoever needs another, in milliseconds. */
const PATIENCE_MS = 2_000

/**
 * Reads what `key` names, as it stands now: of a read that began before this call only what `isGood`
 * says of may be answered. All who need the next read share it.
 */
export type FreshReads<K, V> = (key: K, isGood?: (value: V) => boolean) => Promise<V>

export function createFreshReads<K, V>(
  read: (key: K) => Promise<V>,
  patienceMs: number = PATIENCE_MS,
): FreshReads<K, V> {
  const running = new Map<K, Promise<V>>()

  function begin(key: K): Promise<V> {
    const begun = read(key)
    running.set(key, begun)
    const forget = () => {
      if (running.get(key) === begun) running.delete(key)
    }
    begun.then(forget, forget)
    return begun
  }

  return async (key, isGood = () => false) => {
    const earlier = running.get(key)
    if (!earlier) return begin(key)
    const told = await settled(earlier, patienceMs)
    if (told && isGood(told.value)) return told.value
    // What runs by now, and is another, began after this call.
    const later = running.get(key)
    return later && later !== earlier ? later : begin(key)
  }
}

/** What became of it; `null` for a failure, and for what takes too long. */
async function settled<V>(promise: Promise<V>, ms: number): Promise<{ value: V } | null> {
  return orElse(promise, ms, () => new Error('late')).then(
    (value) => ({ value }),
    () => null,
  )
}
