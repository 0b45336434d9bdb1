import { maskKey, type PooledKey } from '@itqan/keys-contract'
import { redact } from '../redact'

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
  const shown = pool.reduce((text, one) => redact(text, one.key), name)
  return {
    id: printable(id),
    provider: printable(provider),
    name: printable(shown),
    maskedKey: printable(maskKey(key)),
  }
}

/** Control characters could repaint a terminal. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '�')
}
