import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Counter, type NamedLimit, spentOf, takeFrom, WINDOW_SHARE } from './counter'

/** Points are not put back into a window that ends sooner, in milliseconds: they would open the next. */
const ABOUT_TO_END_MS = 20

/** Counts in this process alone. */
export function createMemoryCounter({ name, points: most, seconds }: NamedLimit): Counter {
  const windows = new RateLimiterMemory({
    keyPrefix: name,
    points: most,
    duration: seconds * WINDOW_SHARE,
  })

  async function giveBack(caller: string, points: number): Promise<void> {
    const window = await windows.get(caller)
    if (window && window.msBeforeNext > ABOUT_TO_END_MS) await windows.reward(caller, points)
  }

  return {
    async take(caller, points) {
      const decision = await takeFrom(windows, { points: most, seconds }, { caller, points })
      const isCounted = !decision.isAllowed && points <= most
      // Else calls that are refused would keep those out that there is room for.
      if (isCounted) await giveBack(caller, points)
      return decision
    },
    giveBack,
    spent: (caller) => spentOf(windows, caller),
    forget: async (caller) => void (await windows.delete(caller)),
  }
}
