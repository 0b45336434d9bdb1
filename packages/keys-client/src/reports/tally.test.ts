import {
  MAX_BODY_BYTES,
  MAX_LAST_ERROR_LENGTH,
  MAX_REPORT_ENTRIES,
  outcomes,
  reportInputSchema,
} from '@itqan/keys-contract'
import superjson from 'superjson'
import { describe, expect, it } from 'vitest'
import { createTally, type TallyEntry, toReportEntry, type Use } from './tally'

const use = (rest: Partial<Use> = {}): Use => ({
  keyId: 'k0',
  model: null,
  outcome: 'ok',
  at: 1_800_000_000_000,
  ...rest,
})

function takeAll(tally: ReturnType<typeof createTally>): TallyEntry[][] {
  const batches: TallyEntry[][] = []
  while (!tally.isEmpty) batches.push(tally.takeBatch())
  return batches
}

describe('a tally', () => {
  it('line 19: holds one entry a key, model and outcome, however many uses there were', () => {
    const tally = createTally()
    for (let count = 0; count < 100_000; count += 1) {
      const outcome = outcomes[count % outcomes.length] ?? 'ok'
      tally.add(use({ keyId: `k${count % 50}`, model: `m${count % 3}`, outcome }))
    }
    expect(tally.uses).toBe(100_000)
    const entries = takeAll(tally).flat()
    expect(entries.length).toBeLessThanOrEqual(50 * 3 * outcomes.length)
    expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(100_000)
    expect(tally.uses).toBe(0)
  })

  it('keeps the latest word, the longest rest, and what was told once', () => {
    const tally = createTally()
    const target = { scope: 'key', provider: 'gemini', target: 'k0', model: null } as const
    const at = 1_800_000_000_000
    tally.add(use({ at: at + 2, lastError: 'second', rest: { target, until: at + 500 } }))
    tally.add(use({ at: at + 3, exact: true, quotaPool: 'projects/1' }))
    tally.add(use({ at: at + 1, lastError: 'first', rest: { target, until: at + 900 } }))
    const [entry] = tally.takeBatch()
    expect(entry).toMatchObject({ count: 3, at: at + 3, lastError: 'second', exact: true })
    expect(entry).toMatchObject({ rest: { until: at + 900 }, quotaPool: 'projects/1' })
  })

  it('fills no request above what the dashboard reads, whatever is said of its uses', () => {
    const tally = createTally()
    for (let count = 0; count < 500; count += 1) {
      const at = 1_800_000_000_000
      const target = { scope: 'pool_model', provider: 'gemini', target: 'p', model: null } as const
      tally.add(
        use({
          keyId: `${'k'.repeat(58)}-${count}`,
          model: 'm'.repeat(200),
          outcome: 'model_unavailable',
          lastError: '"\u0000'.repeat(MAX_LAST_ERROR_LENGTH / 2),
          rest: { target, until: at },
          exact: true,
          quotaPool: 'q'.repeat(120),
        }),
      )
    }
    for (const batch of takeAll(tally)) {
      const input = { batchId: crypto.randomUUID(), entries: batch.map(toReportEntry) }
      expect(() => reportInputSchema.parse(input)).not.toThrow()
      const body = JSON.stringify({ 0: superjson.serialize(input) })
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BODY_BYTES)
    }
  })

  it('fills no request with more entries than the contract takes', () => {
    const tally = createTally()
    for (let count = 0; count < 450; count += 1) tally.add(use({ keyId: `k${count}` }))
    const sizes = takeAll(tally).map((batch) => batch.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_REPORT_ENTRIES)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(450)
  })

  it('tells more than a million uses of one key in entries that the contract takes', () => {
    const tally = createTally()
    for (let count = 0; count < 2_000_001; count += 1) tally.add(use())
    const entries = takeAll(tally).flat()
    expect(entries.map(({ count }) => count)).toEqual([1_000_000, 1_000_000, 1])
    const batchId = crypto.randomUUID()
    for (const entry of entries) {
      const input = { batchId, entries: [toReportEntry(entry)] }
      expect(() => reportInputSchema.parse(input)).not.toThrow()
    }
  })
})
