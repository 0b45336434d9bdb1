import { KeysError } from '@itqan/keys-contract'

/** Turns a store's "no such row" into the domain's error. */
export function found(exists: boolean): void {
  if (!exists) throw new KeysError('key_not_found', 'No key has this id')
}
