import type { PoolFact } from '../facts'
import { printable } from '../../printable'
import { explainKeys } from './provider-states'

/** A model that some keys rest for. */
export interface RestingModel {
  model: string
  ready: number
  keys: number
  /** Other models that keys rest for. */
  others: number
}

/** Of the models that keys rest for, the one with the fewest keys ready; `null` when there is none. */
export function restingModel(pool: PoolFact, provider: string | null): RestingModel | null {
  const { list, now } = pool
  const models = list.cooldowns
    .filter((one) => provider === null || one.provider === provider)
    .filter((one) => one.until.getTime() > now)
    .flatMap((one) => (one.model === null ? [] : [{ model: one.model, provider: one.provider }]))
  const names = new Map(models.map((one) => [`${one.provider}\n${one.model}`, one]))
  const counted = [...names.values()].map((one) => {
    const keys = explainKeys(pool, one)
    return {
      model: printable(one.model, 60),
      ready: keys.filter((key) => key.isEligible).length,
      keys: keys.length,
    }
  })
  // A rest may be that of keys which are not there any more.
  const kept = counted.filter(({ ready, keys }) => ready < keys)
  const [worst] = kept.toSorted((a, b) => a.ready - b.ready)
  return worst ? { ...worst, others: kept.length - 1 } : null
}
