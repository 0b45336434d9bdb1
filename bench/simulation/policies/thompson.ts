import type { Model } from '../limits'
import { normal, type Random } from '../random'
import type { SimKey } from '../world'
import type { Order } from './orders'
import type { Setting } from './policy'

interface Belief {
  successes: number
  failures: number
}

/**
 * Thompson sampling: what is known of a key and model is a Beta distribution of its chance to answer,
 * Beta(1, 1) before any use. A chance is drawn for each key, and the highest is taken.
 */
export function thompson({ world: { keys }, random }: Setting): Order {
  const beliefs = new Map<Model, Belief[]>()
  const of = (model: Model) => {
    const known = beliefs.get(model) ?? keys.map(() => ({ successes: 1, failures: 1 }))
    beliefs.set(model, known)
    return known
  }
  return {
    take(model, mayUse) {
      const known = of(model)
      let best: SimKey | null = null
      let highest = -1
      for (const key of keys) {
        const belief = known[key.index]
        if (!belief || !mayUse(key)) continue
        const chance = drawBeta(random, belief)
        if (chance > highest) [best, highest] = [key, chance]
      }
      return best
    },
    ended({ key, model, status }) {
      const belief = of(model)[key.index]
      if (!belief || status === 503) return
      if (status === 200) belief.successes += 1
      else belief.failures += 1
    },
  }
}

/** Beta(a, b) as a share of two gammas. */
function drawBeta(random: Random, { successes, failures }: Belief): number {
  const good = drawGamma(random, successes)
  return good / (good + drawGamma(random, failures))
}

/** Marsaglia and Tsang 2000, for a shape of 1 or more. */
function drawGamma(random: Random, shape: number): number {
  const third = shape - 1 / 3
  const spread = 1 / Math.sqrt(9 * third)
  for (;;) {
    const draw = normal(random)
    const cube = (1 + spread * draw) ** 3
    if (cube <= 0) continue
    const limit = 0.5 * draw * draw + third - third * cube + third * Math.log(cube)
    if (Math.log(1 - random()) < limit) return third * cube
  }
}
