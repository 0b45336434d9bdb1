import { maskKey, type PooledKey } from '@itqan/keys-contract'
import { printable } from './printable'

/** A key as it may be shown. */
export interface PublicKey {
  id: string
  provider: string
  name: string
  maskedKey: string
}

/** Somebody may have named a key by a key: `pool` is all that must not be shown. */
export function publicKey(
  { id, provider, name, key }: PooledKey,
  pool: readonly Pick<PooledKey, 'key'>[],
): PublicKey {
  return {
    id: printable(id),
    provider: printable(provider),
    name: printable(withoutKeys(name, pool)),
    maskedKey: printable(maskKey(key)),
  }
}

/** Masked as in its column, which every language reads. The longest first: a key may begin another. */
function withoutKeys(name: string, pool: readonly Pick<PooledKey, 'key'>[]): string {
  return pool
    .map(({ key }) => key)
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, key) => text.replaceAll(key, () => maskKey(key)), name)
}
