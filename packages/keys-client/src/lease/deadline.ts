import type { Clock } from '../clock'
import { KeysClientError } from '../errors'

/**
 * A deadline as callers give it, as a steady moment: setting the wall clock later does not move it.
 *
 * @throws KeysClientError `rejected` for one that is no time.
 */
export function deadlineOf(deadline: Date | number | undefined, clock: Clock): number | undefined {
  if (deadline === undefined) return undefined
  const leftMs = typeof deadline === 'number' ? deadline : deadline.getTime() - clock.now()
  if (!Number.isNaN(leftMs)) return clock.steady() + leftMs
  throw new KeysClientError('rejected', 'The option `deadline` is not a time.')
}
