import { isFailure, type Outcome, type OutcomeCounts, type Usage } from '@itqan/keys-contract'

/** Uses of one group in one bucket that ended alike. */
export interface UsageRow {
  /** Among the groups, from 1; `null` for all that are not told apart. */
  place: number | null
  id: string | null
  /** From 1. */
  bucket: number
  outcome: Outcome
  count: number
  /** The first and the last moment that is known of them. */
  first: Date
  last: Date
}

/** What is known of a key that was used. */
export interface UsedKey {
  id: string
  provider: string
  name: string | null
  isDeleted: boolean
}

interface Shape extends Pick<Usage, 'range' | 'by'> {
  buckets: Date[]
  rows: readonly UsageRow[]
  /** By id, where keys are told apart. */
  keys: ReadonlyMap<string, UsedKey> | null
  groupCount: number
}

type Group = Usage['groups'][number]

/** Makes of rows what a page shows. */
export function shapeUsage({ rows, keys, ...asked }: Shape): Usage {
  const { buckets } = asked
  const totals: OutcomeCounts = {}
  const series = buckets.map((): OutcomeCounts => ({}))
  const groups = new Map<number, Group>()
  for (const row of rows) {
    const place = row.place ?? Infinity
    const group = groups.get(place) ?? emptyGroup(row, { keys, length: buckets.length })
    groups.set(place, group)
    add(totals, row)
    add(group.outcomes, row)
    const bucket = series[row.bucket - 1]
    if (bucket) add(bucket, row)
    const uses = group.series[row.bucket - 1]
    if (uses && row.outcome === 'ok') uses.ok += row.count
    if (!isFailure(row.outcome)) continue
    if (uses) uses.failed += row.count
    group.firstErrorAt = earlier(group.firstErrorAt, row.first)
    group.lastErrorAt = later(group.lastErrorAt, row.last)
  }
  const inOrder = [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group)
  return { ...asked, series, totals, groups: inOrder }
}

function emptyGroup(row: UsageRow, { keys, length }: Pick<Shape, 'keys'> & { length: number }) {
  const known = row.id === null ? undefined : keys?.get(row.id)
  return {
    id: row.id,
    key: known ? { provider: known.provider, name: known.name, isDeleted: known.isDeleted } : null,
    outcomes: {},
    series: Array.from({ length }, () => ({ ok: 0, failed: 0 })),
    firstErrorAt: null,
    lastErrorAt: null,
  } satisfies Group
}

function add(counts: OutcomeCounts, { outcome, count }: UsageRow): void {
  counts[outcome] = (counts[outcome] ?? 0) + count
}

function earlier(known: Date | null, at: Date): Date {
  return known && known < at ? known : at
}

function later(known: Date | null, at: Date): Date {
  return known && known > at ? known : at
}
