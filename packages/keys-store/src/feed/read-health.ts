import type { Log } from '@itqan/keys-router'
import { codeOf } from '../error-code'

/** So many failures in a row are no hiccup. */
const LOST_AFTER = 3

/** Counts a feed's failed reads, and logs where a row of them begins and ends. */
export function createReadHealth(log?: Log) {
  let failures = 0
  let last: unknown
  return {
    /** Answers whether the database counts as lost. */
    failed(error: unknown): boolean {
      last = error
      failures += 1
      if (failures === 1) log?.error('change feed cannot read', { code: codeOf(error) })
      return failures >= LOST_AFTER
    },
    succeeded(): void {
      if (failures > 0) log?.error('change feed reads again', { failedReads: failures })
      failures = 0
    },
    /** The last one. */
    failure: () => last,
  }
}
