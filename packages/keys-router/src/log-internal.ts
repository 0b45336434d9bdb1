import { KeysError } from '@itqan/keys-contract'
import type { TRPCError } from '@trpc/server'
import type { Log } from './ports'
import { errorIdOf, isOurs } from './public-error'

/** Only failures of ours reach the log; a caller's mistakes are in its own answer. */
export function logInternal(options: { log: Log; error: TRPCError; path: string | undefined }) {
  const { log, error, path } = options
  if (!isOurs(error)) return
  const cause = error.cause ?? error
  // What a caller is told stands in the answer; what led to it is for the log.
  const reason = KeysError.isInstance(cause) ? (cause.cause ?? cause) : cause
  log.error('procedure failed', { errorId: errorIdOf(error), path, cause: reason })
}
