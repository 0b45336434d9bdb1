import { describe, expect, it } from 'vitest'
import type { Counter } from '../../src/server/rate-limit/counter'

/** What every counter does, wherever it counts. `open` makes one of 10 points a minute. */
export function describeCounter(open: () => Counter): void {
  describe('line 38: a counter', () => {
    it('counts by caller: one that has taken all leaves the others theirs', async () => {
      const counter = open()
      expect(await counter.take('loud', 10)).toEqual({ isAllowed: true })
      expect(await counter.take('loud', 1)).toMatchObject({ isAllowed: false })
      expect(await counter.take('quiet', 10)).toEqual({ isAllowed: true })
    })

    it('takes n for a batch of n', async () => {
      const counter = open()
      expect(await counter.take('app', 6)).toEqual({ isAllowed: true })
      expect(await counter.take('app', 4)).toEqual({ isAllowed: true })
      expect(await counter.take('app', 1)).toMatchObject({ isAllowed: false })
    })

    it('does not count a batch that it refuses: what still fits is let pass', async () => {
      const counter = open()
      await counter.take('app', 6)
      for (let again = 0; again < 20; again += 1) {
        expect(await counter.take('app', 5)).toMatchObject({ isAllowed: false })
      }
      expect(await counter.take('app', 4)).toEqual({ isAllowed: true })
    })

    it('refuses a batch that no window has room for, and counts nothing of it', async () => {
      const counter = open()
      expect(await counter.take('app', 11)).toEqual({ isAllowed: false, retryAfterMs: 60_000 })
      expect(await counter.take('app', 10)).toEqual({ isAllowed: true })
    })

    it('says when to come back: when the window ends', async () => {
      const counter = open()
      await counter.take('app', 10)
      const refused = await counter.take('app', 1)
      const { retryAfterMs } = { retryAfterMs: 0, ...refused }
      expect(retryAfterMs).toBeGreaterThan(30_000)
      expect(retryAfterMs).toBeLessThanOrEqual(60_000)
    })

    it('is exact for calls that come at once', async () => {
      const counter = open()
      const decisions = await Promise.all(Array.from({ length: 200 }, () => counter.take('app', 1)))
      expect(decisions.filter(({ isAllowed }) => isAllowed)).toHaveLength(10)
    })

    it('takes points back, but never more than were taken', async () => {
      const counter = open()
      await counter.giveBack('app', 5)
      await counter.take('app', 10)
      await counter.giveBack('app', 1)
      expect(await counter.take('app', 1)).toEqual({ isAllowed: true })
      expect(await counter.take('app', 1)).toMatchObject({ isAllowed: false })
    })

    it('begins anew for a caller that is forgotten', async () => {
      const counter = open()
      await counter.take('app', 10)
      await counter.take('other', 10)
      await counter.forget('app')
      expect(await counter.take('app', 10)).toEqual({ isAllowed: true })
      expect(await counter.take('other', 1)).toMatchObject({ isAllowed: false })
    })
  })
}
