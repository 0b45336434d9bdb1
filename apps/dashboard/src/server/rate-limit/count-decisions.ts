import { instrumentsOf } from '@itqan/keys-router'
import type { Counter } from './counter'

const instruments = instrumentsOf('dashboard', (meter) => ({
  decisions: meter.createCounter('keys.limiter.decisions', {
    description: 'What limiters were asked for, by the name of the limit and what they said',
    unit: '{decision}',
  }),
}))

/** A counter whose decisions are counted by the limit's name: never by who was let in or kept out. */
export function countDecisions(counter: Counter, name: string): Counter {
  return {
    ...counter,
    take: (caller, points) =>
      counter.take(caller, points).then((decision) => {
        const result = decision.isAllowed ? 'allowed' : 'refused'
        instruments().decisions.add(1, { 'keys.limit': name, 'keys.result': result })
        return decision
      }),
  }
}
