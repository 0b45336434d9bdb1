import type { Field } from './fields'
import type { Problem } from './problem'

/** Where a key stands in its source: what a person looks for to mend it. */
export interface Place {
  /** From 1, as editors count; `null` in a table. */
  line: number | null
  /** A table's row by its id, a variable by its name; `null` in a CSV file. */
  label: string | null
}

/** One key of a source, as it is written there. */
export interface SourceRow {
  place: Place
  /** Absent and empty mean the same, but for a key. */
  texts: Partial<Record<Field, string | null>>
  /** What is wrong with the row as a whole, whatever its texts say. */
  problem?: Problem
  /** In place: finds the row again, to remove it once its key is kept. */
  rowId?: string
}

/** Everything that may hold a key in clear, read once. */
export interface Source {
  kind: 'database' | 'csv' | 'env' | 'in-place'
  rows: SourceRow[]
  /** Columns and variables that are not taken over, by name. */
  ignored: string[]
}
