import { expect, it } from 'vitest'
import { pooledKey } from '../../test/pooled-key'
import { systemClock } from '../clock'
import type { Reporter } from '../reports/reporter'
import { createApiKeys } from './api-keys'
import type { OpenLease } from './lease'

const reporter: Reporter = {
  totals: { sent: 0, pending: 0, dropped: 0 },
  record: () => undefined,
  flush: async () => undefined,
  reported: async () => undefined,
  close: async () => reporter.totals,
}

/** Counts how often it is asked whether it is open. */
function countedLeases() {
  const key = pooledKey('a')
  const counts = { looks: 0 }
  const ended: number[] = []
  const lease = (id: number) =>
    ({
      keyId: 'a',
      get isOpen() {
        counts.looks += 1
        return !ended.includes(id)
      },
      ok: () => void ended.push(id),
      use: { grant: { state: { key } } },
    }) as unknown as OpenLease
  return { lease, counts, ended }
}

it('20,000 calls that nobody reports cost a few looks each, and are ended first to last', () => {
  const { lease, counts, ended } = countedLeases()
  const apiKeys = createApiKeys({ reporter, clock: systemClock })
  for (let call = 0; call < 20_000; call += 1) apiKeys.hand(lease(call))
  for (let call = 0; call < 100; call += 1) apiKeys.report('a', true)
  expect(counts.looks).toBeLessThan(3 * 20_100)
  expect(ended).toEqual(Array.from({ length: 100 }, (_none, call) => call))
})

it('leases that ended by themselves are passed over, wherever they stand', () => {
  const { lease, ended } = countedLeases()
  const apiKeys = createApiKeys({ reporter, clock: systemClock })
  for (let call = 0; call < 9; call += 1) apiKeys.hand(lease(call))
  ended.push(0, 1, 4, 8)
  for (let call = 0; call < 9; call += 1) apiKeys.report('a', true)
  expect(ended).toEqual([0, 1, 4, 8, 2, 3, 5, 6, 7])
})
