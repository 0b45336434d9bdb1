import { PROCESSES } from '../scenario'
import { type Bench, noBench, usualCooldown } from './bench-of-keys'
import { headOfList } from './head-of-list'
import { fillFirst, leastUsed, type Order, roundRobin } from './orders'
import { type Picker, pickingPolicy } from './pick-keys'
import type { Policy, Setting } from './policy'
import { liteLlmShuffle, gptLoadRotation } from './published'
import { thompson } from './thompson'

/** The first in this order that is neither tried nor left alone. */
function orderedPicker(createOrder: (setting: Setting) => Order, createBench: () => Bench) {
  return (setting: Setting): Picker => {
    const order = createOrder(setting)
    const bench = createBench()
    return {
      pick({ arrival: { model }, now, tried }) {
        return order.take(model, (key) => !tried.has(key) && bench.isFree(key, model, now))
      },
      ended(use) {
        order.ended?.(use)
        bench.ended(use)
      },
    }
  }
}

const orders = [
  { name: 'round-robin', create: roundRobin },
  { name: 'fill-first', create: fillFirst },
  { name: 'least-used', create: leastUsed },
  { name: 'Thompson sampling', create: thompson },
] as const

/** The other policies: each with no memory beyond its own, and with the usual cooldown. */
export const rivals: readonly Policy[] = [
  headOfList,
  ...orders.flatMap(({ name, create }) => [
    pickingPolicy({
      name,
      processes: PROCESSES,
      createPicker: orderedPicker(create, () => noBench),
    }),
    pickingPolicy({
      name: `${name}, 60 s cooldown`,
      processes: PROCESSES,
      createPicker: orderedPicker(create, usualCooldown),
    }),
  ]),
  liteLlmShuffle,
  gptLoadRotation,
]
