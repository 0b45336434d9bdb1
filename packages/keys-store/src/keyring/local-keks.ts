import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { IV_BYTES, KEY_BYTES, open, seal, TAG_BYTES } from './aead'
import { EnvelopeError } from './envelope-error'
import type { KekProvider } from './kek-provider'

interface LocalKek {
  id: string
  /** {@link KEY_BYTES}. Overwritten once it was taken over. */
  bytes: Buffer
}

interface Held {
  wrapping: KeyObject
  hashing: KeyObject
}

/** Changes with anything that would change a fingerprint. */
const HASHING_PURPOSE = 'itqan keys: fingerprint v1'

const WRAPPED_BYTES = IV_BYTES + KEY_BYTES + TAG_BYTES

/** The keys in this process's memory, the first of them the current one. Nothing here prints them. */
export function createLocalKeks(keks: readonly [LocalKek, ...LocalKek[]]): KekProvider {
  const currentId = keks[0].id
  const held = new Map(keks.map(({ id, bytes }) => [id, hold(bytes)]))
  function get(kekId: string): Held {
    const kek = held.get(kekId)
    if (!kek) throw new EnvelopeError('kek_absent')
    return kek
  }
  return {
    currentId,
    ids: keks.map(({ id }) => id),
    has: (kekId) => held.has(kekId),
    async wrap(dek, context) {
      const { iv, body } = seal({ key: get(currentId).wrapping, context }, dek)
      return Buffer.concat([iv, body])
    },
    async unwrap({ kekId, wrapped }, context) {
      const { wrapping } = get(kekId)
      if (wrapped.length !== WRAPPED_BYTES) throw new EnvelopeError('malformed')
      const [iv, body] = [wrapped.subarray(0, IV_BYTES), wrapped.subarray(IV_BYTES)]
      return open({ key: wrapping, context }, { iv, body })
    },
    fingerprint: async (kekId, message) =>
      createHmac('sha256', get(kekId).hashing).update(message).digest(),
  }
}

// One key a purpose: what is known of one says nothing of the other.
function hold(bytes: Buffer): Held {
  const wrapping = createSecretKey(bytes)
  bytes.fill(0)
  const derived = hkdfSync('sha256', wrapping, '', HASHING_PURPOSE, KEY_BYTES)
  return { wrapping, hashing: createSecretKey(Buffer.from(derived)) }
}
