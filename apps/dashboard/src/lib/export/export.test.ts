import type { ManagedKey } from '@itqan/keys-contract'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { exportedKey } from './exported-key'
import { readAllPages } from './read-all-pages'
import { toCsv } from './to-csv'

const now = new Date('2026-11-23T12:00:00Z')

function managed(rest: Partial<ManagedKey> = {}): ManagedKey {
  return {
    id: 'k1',
    provider: 'gemini',
    name: 'one',
    maskedKey: 'AIza…9f3Q',
    isActive: true,
    status: 'ready',
    rests: [],
    quotaPool: 'projects/1',
    weight: 2,
    usageCount: 10,
    errorCount: 3,
    lastUsedAt: now,
    lastFailure: null,
    lastFailureAt: null,
    lastError: null,
    isDisabledByProvider: false,
    errorsByOutcome: {},
    usesByHour: [],
    usesOfDay: { ok: 4, failed: 1 },
    createdAt: now,
    ...rest,
  }
}

const rowsOf = (csv: string) =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data

describe('a key that is exported', () => {
  it('tells its state, its counts and its mask, and holds nothing besides', () => {
    const withSecret = { ...managed(), key: 'AIza-in-clear' }
    expect(exportedKey(withSecret, now)).toEqual({
      provider: 'gemini',
      name: 'one',
      maskedKey: 'AIza…9f3Q',
      status: 'ready',
      quotaPool: 'projects/1',
      weight: 2,
      uses: 10,
      errors: 3,
      usesOfDay: 5,
      failedOfDay: 1,
      lastUsedAt: '2026-11-23T12:00:00.000Z',
      lastFailure: null,
      lastFailureAt: null,
      lastError: null,
      createdAt: '2026-11-23T12:00:00.000Z',
      id: 'k1',
    })
  })

  it('is in the state of the moment, and not of when it was read', () => {
    const until = new Date('2026-11-23T12:00:10Z')
    const rest = { scope: 'key', model: null, outcome: 'rate_limit', until } as const
    const key = managed({ rests: [rest] })
    expect(exportedKey(key, now).status).toBe('cooling')
    expect(exportedKey(key, until).status).toBe('ready')
  })
})

describe('CSV', () => {
  it.each(['=1+1', '+33', '-2', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])(
    'makes text of a name that a spreadsheet would run: %j',
    (name) => {
      const csv = toCsv([exportedKey(managed({ name }), now)])
      expect(rowsOf(csv.slice(1))[0]?.['name']).toBe(`'${name}`)
    },
  )

  it('keeps commas, quotes, line ends and Arabic as they are', () => {
    const name = 'a "b", c;\n مفتاح é'
    const csv = toCsv([exportedKey(managed({ name, lastError: null }), now)])
    expect(rowsOf(csv.slice(1))[0]).toMatchObject({ name, lastError: '', weight: '2' })
    expect(csv.startsWith('\uFEFFprovider,name,maskedKey,')).toBe(true)
  })
})

it('reads all pages, and tells once what slipped from one to the next', async () => {
  const pages = [
    { rows: [{ id: 'a' }, { id: 'b' }], nextCursor: 2 },
    { rows: [{ id: 'b' }, { id: 'c' }], nextCursor: null },
  ]
  const counts: number[] = []
  const rows = await readAllPages({
    read: async (cursor) => pages[cursor / 2] ?? { rows: [], nextCursor: null },
    onProgress: (count) => counts.push(count),
  })
  expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(counts).toEqual([2, 3])
})
