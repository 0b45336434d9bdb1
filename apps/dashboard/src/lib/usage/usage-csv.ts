import { outcomes, type OutcomeCounts, type Usage } from '@itqan/keys-contract'
import { figuresOf } from './figures'

export type CsvCell = string | number | null

/** A table of plain values: for a sheet, with names that do not change with the language. */
export interface CsvTable {
  fields: string[]
  data: CsvCell[][]
}

const countFields = ['calls', 'success_rate', ...outcomes]

function countCells(counts: OutcomeCounts): CsvCell[] {
  const { calls, successRate } = figuresOf(counts)
  return [calls, successRate, ...outcomes.map((outcome) => counts[outcome] ?? 0)]
}

/** The table of groups, row by row as it is shown. */
export function groupsTable({ groups, by }: Usage): CsvTable {
  const named = by === 'key' ? ['provider', 'name'] : []
  return {
    fields: [by, ...named, ...countFields, 'first_error_at', 'last_error_at'],
    data: groups.map(({ id, key, outcomes: counts, firstErrorAt, lastErrorAt }) => [
      id ?? 'others',
      ...(by === 'key' ? [key?.provider ?? null, key?.name ?? null] : []),
      ...countCells(counts),
      firstErrorAt?.toISOString() ?? null,
      lastErrorAt?.toISOString() ?? null,
    ]),
  }
}

/** What the charts show, bucket by bucket. */
export function seriesTable({ buckets, series }: Usage): CsvTable {
  return {
    fields: ['from', ...countFields],
    data: buckets.map((at, index) => [at.toISOString(), ...countCells(series[index] ?? {})]),
  }
}
