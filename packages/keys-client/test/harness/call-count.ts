import { observable } from '@trpc/server/observable'
import type { KeysLink } from '../../src/link/link'

/** Knows how many calls are under way over some links; streams are not counted. */
export interface CallCount {
  count(link: KeysLink): KeysLink
  inFlight(): number
}

export function createCallCount(): CallCount {
  let inFlight = 0
  return {
    count: (link) => (runtime) => {
      const forward = link(runtime)
      return (call) => {
        if (call.op.type === 'subscription') return forward(call)
        return observable((observer) => {
          inFlight += 1
          const subscription = forward(call).subscribe(observer)
          return () => {
            inFlight -= 1
            subscription.unsubscribe()
          }
        })
      }
    },
    inFlight: () => inFlight,
  }
}
