import { randomUUID } from 'node:crypto'
import type { TallyEntry } from './tally'

/** What one request carries. It keeps its id until it was answered, so that it is counted once. */
export interface Batch {
  readonly id: string
  readonly entries: readonly TallyEntry[]
  /** A try had no answer: it may have been counted. */
  isDoubtful: boolean
  /** How often it was refused, and when it may be tried again, as a steady moment. */
  refusals: number
  tryAt: number
}

export const createBatch = (entries: readonly TallyEntry[]): Batch => ({
  id: randomUUID(),
  entries,
  isDoubtful: false,
  refusals: 0,
  tryAt: -Infinity,
})

/**
 * Two batches of half the entries each, under ids of their own; none of a single entry, nor of a batch
 * that may have been counted: under other ids it would be counted twice.
 */
export function partsOf({ entries, isDoubtful }: Batch): Batch[] {
  if (isDoubtful || entries.length === 1) return []
  const middle = Math.ceil(entries.length / 2)
  return [createBatch(entries.slice(0, middle)), createBatch(entries.slice(middle))]
}

export function usesOf(entries: readonly TallyEntry[]): number {
  return entries.reduce((total, { count }) => total + count, 0)
}
