import { backoffDelay, reconnectBackoff } from '../backoff'
import type { Clock } from '../clock'
import { type Batch, createBatch, partsOf, usesOf } from './batch'
import type { TallyEntry } from './tally'

/**
 * What cannot be parted is given up when it was refused so often, over 15 s at least: what garbles a
 * request on its way has passed by then, what is wrong with its entries has not.
 */
const MAX_REFUSALS = 6

/** The batches on their way, first to last. */
export interface BatchQueue {
  readonly isEmpty: boolean
  /** How many uses they hold. */
  readonly uses: number
  /** When the first of them may be tried, as a steady moment; `Infinity` for none. */
  readonly dueAt: number
  add(entries: readonly TallyEntry[]): void
  /** The first that may be tried now; with `isLastCall`, the first. */
  next(options: { isLastCall: boolean }): Batch | undefined
  remove(batch: Batch): void
  /**
   * Puts the parts of a refused batch in its place, or lets one that cannot be parted wait.
   *
   * @returns whether it was given up instead.
   */
  refuse(batch: Batch): boolean
}

export function createBatchQueue({
  clock,
  random,
}: {
  clock: Clock
  random: () => number
}): BatchQueue {
  let batches: Batch[] = []
  const remove = (batch: Batch) => {
    batches = batches.filter((other) => other !== batch)
  }
  return {
    get isEmpty() {
      return batches.length === 0
    },
    get uses() {
      return usesOf(batches.flatMap(({ entries }) => entries))
    },
    get dueAt() {
      return Math.min(...batches.map(({ tryAt }) => tryAt))
    },
    add: (entries) => void batches.push(createBatch(entries)),
    next: ({ isLastCall }) => batches.find(({ tryAt }) => isLastCall || tryAt <= clock.steady()),
    remove,
    refuse(batch) {
      const parts = partsOf(batch)
      batch.refusals += 1
      if (parts.length === 0 && batch.refusals < MAX_REFUSALS) {
        const { refusals: failures } = batch
        batch.tryAt = clock.steady() + backoffDelay({ failures, ...reconnectBackoff, random })
        return false
      }
      remove(batch)
      batches = [...parts, ...batches]
      return parts.length === 0
    },
  }
}
