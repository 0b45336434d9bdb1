import type { UsageInput } from '@itqan/keys-contract'
import type { UsageReader } from '@itqan/keys-router'
import type { Database } from '../database'
import { toKeysError } from '../store/to-keys-error'
import { bucketStarts, spanOf } from './bucket-starts'
import { readChoices } from './read-choices'
import { readRows } from './read-rows'
import { shapeUsage } from './shape-usage'
import { readUsedKeys } from './used-keys'

export interface UsageReaderOptions {
  /** Default: the system's clock. */
  now?: () => Date
}

/** Reads what reports have counted. */
export function createUsageReader(
  { prisma }: Database,
  { now = () => new Date() }: UsageReaderOptions = {},
): UsageReader {
  async function read(input: UsageInput) {
    const buckets = bucketStarts({ ...input, now: now() })
    const { rows, groupCount } = await readRows(prisma, { input, buckets })
    const ids = rows.flatMap(({ id }) => id ?? [])
    const keys = input.by === 'key' ? await readUsedKeys(prisma, [...new Set(ids)]) : null
    const { range, by } = input
    return shapeUsage({ range, by, buckets, rows, keys, groupCount })
  }
  return {
    read: (input) => read(input).catch(rethrow),
    choices: ({ range }) => {
      const [since] = bucketStarts({ range, timeZone: 'UTC', now: now() })
      return readChoices(prisma, { span: spanOf(range), since }).catch(rethrow)
    },
  }
}

function rethrow(error: unknown): never {
  throw toKeysError(error)
}
