import type { ListOutput, Outcome, PooledKey } from '@itqan/keys-contract'
import { restsOfKey } from '../rests-of-key'

export type Choice =
  /** The present value still serves: a key that moves with each counter would restart the app each time. */
  | { kind: 'keep'; key: PooledKey }
  | { kind: 'change'; key: PooledKey }
  /** No key is left. Of those that are there, so many are refused or unpaid. */
  | { kind: 'none'; invalid: number; unpaid: number }

/** What no waiting mends. */
const lost: ReadonlySet<Outcome> = new Set<Outcome>(['invalid_key', 'billing'])

/** Which key the file must hold, of the pool as `list` tells it, with the best key first. */
export function chooseKey(options: {
  pool: Pick<ListOutput, 'keys' | 'cooldowns'>
  /** The value that the file has now; `null` without one. */
  present: string | null
  now: number
}): Choice {
  const { pool, present, now } = options
  const candidates = pool.keys.map((key) => {
    const rests = restsOfKey(key, { cooldowns: pool.cooldowns, now })
    // One model's rest, or the provider's, says nothing for another key.
    return {
      key,
      causes: rests.filter(({ model, isOwn }) => isOwn && !model).map(({ outcome }) => outcome),
    }
  })
  const usable = candidates.filter(({ causes }) => !causes.some((cause) => lost.has(cause)))
  const held = usable.find(({ key }) => key.key === present)
  if (held) return { kind: 'keep', key: held.key }
  const best = usable.find(({ causes }) => causes.length === 0) ?? usable[0]
  if (best) return { kind: 'change', key: best.key }
  const invalid = candidates.filter(({ causes }) => causes.includes('invalid_key')).length
  return { kind: 'none', invalid, unpaid: candidates.length - invalid }
}
