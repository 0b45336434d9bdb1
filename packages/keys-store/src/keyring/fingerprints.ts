import { lengthPrefixed } from './length-prefixed'
import type { Keyring } from './parse-keyring'

/**
 * What a provider's key may be stored as, one for each key-encryption key: the current one's first. New
 * rows keep the first; a duplicate may have any.
 *
 * @returns HMAC-SHA256 over provider and key, in base64url.
 */
export async function fingerprints(
  keyring: Keyring,
  { provider, key }: { provider: string; key: string },
): Promise<string[]> {
  const message = lengthPrefixed([provider, key])
  const hashes = await Promise.all(keyring.ids.map((id) => keyring.fingerprint(id, message)))
  message.fill(0)
  return hashes.map((hash) => hash.toString('base64url'))
}
