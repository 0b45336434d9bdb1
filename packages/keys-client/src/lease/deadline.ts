import { KeysClientError } from '../errors'

/**
 * A deadline as callers give it, in milliseconds since 1970.
 *
 * @throws KeysClientError `rejected` for one that is no time.
 */
export function deadlineOf(deadline: Date | number | undefined, now: number): number | undefined {
  if (deadline === undefined) return undefined
  const at = typeof deadline === 'number' ? now + deadline : deadline.getTime()
  if (!Number.isNaN(at)) return at
  throw new KeysClientError('rejected', 'The option `deadline` is not a time.')
}
