import { KeysError } from '@itqan/keys-contract'
import type { Restriction } from './ports'

/**
 * The provider whose keys a caller gets: the one it asks for, or the one it is restricted to.
 * `undefined` for all.
 *
 * @throws KeysError `out_of_scope` when it asks for another than its own.
 */
export function providerWithin(
  { provider: own }: Restriction,
  asked: string | undefined,
): string | undefined {
  if (own === null) return asked
  if (asked !== undefined && asked !== own) {
    throw outOfScope(`This secret has to do with keys of ${own} only`)
  }
  return own
}

/** The part of what was read that a caller has to do with. */
export function ofProvider<T extends { provider: string }>(
  { provider: own }: Restriction,
  things: T[],
): T[] {
  return own === null ? things : things.filter(({ provider }) => provider === own)
}

export function outOfScope(message: string): KeysError {
  return new KeysError('out_of_scope', message)
}
