import type { Contest } from '../contest/contest'
import { batchSide, clientSide, optionASide } from './report-sides'

const shared = {
  against: 'option A, a call a use',
  unit: 'uses/s',
  better: 'higher',
} as const

/** Keys that the batches of the plot are about. */
const BATCH_KEYS = 10

/** Uses that were reported, acknowledged and found in the database. */
export const reportsContests: readonly Contest[] = [
  byClient(1),
  byClient(100),
  byBatch(1),
  ...[10, 100, 1_000, 10_000].map((uses) => ({
    ...byBatch(uses),
    isPointOnly: true,
    turns: { full: 3, quick: 1 },
  })),
]

function byClient(keys: number): Contest {
  return {
    ...shared,
    name: `uses reported and stored, ${keys === 1 ? '1 key' : `${keys} keys`}`,
    target: 200,
    turns: { full: 7, quick: 2 },
    limit:
      'The client adds uses up and sends one batch at a time: what limits it is how fast its own thread takes keys and tells of them.',
    async open(ground, resources) {
      const ours = await clientSide(ground, resources, keys)
      return { ours, theirs: await optionASide(ground, keys) }
    },
  }
}

function byBatch(uses: number): Contest {
  return {
    ...shared,
    name: `uses reported and stored, ${uses === 1 ? '1 use' : `${uses.toLocaleString('en')} uses`} a batch`,
    target: null,
    turns: { full: 5, quick: 2 },
    limit:
      'Each batch is a transaction of its own, which also keeps its id: a batch that comes twice counts once.',
    growth: { line: 'uses reported', of: 'uses a batch', size: uses },
    async open(ground, resources) {
      const ours = await batchSide(ground, resources, { keys: BATCH_KEYS, uses })
      return { ours, theirs: await optionASide(ground, BATCH_KEYS) }
    },
  }
}
