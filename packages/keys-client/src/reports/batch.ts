import { randomUUID } from 'node:crypto'
import type { TallyEntry } from './tally'

/** What one request carries. It keeps its id until it was answered, so that it is counted once. */
export interface Batch {
  readonly id: string
  readonly entries: readonly TallyEntry[]
}

export const createBatch = (entries: readonly TallyEntry[]): Batch => ({
  id: randomUUID(),
  entries,
})

/** Two batches of half the entries each, under ids of their own. */
export function halvesOf({ entries }: Batch): [Batch, Batch] {
  const middle = Math.ceil(entries.length / 2)
  return [createBatch(entries.slice(0, middle)), createBatch(entries.slice(middle))]
}

export function usesOf(entries: readonly TallyEntry[]): number {
  return entries.reduce((total, { count }) => total + count, 0)
}
