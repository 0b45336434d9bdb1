import { type CipherKey, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EnvelopeError } from './envelope-error'

const ALGORITHM = 'aes-256-gcm'

/** In bytes. */
export const KEY_BYTES = 32
export const IV_BYTES = 12
export const TAG_BYTES = 16

/** Bytes that only whoever has the key reads, and that nobody changes unseen. */
export interface Sealed {
  /** {@link IV_BYTES}, drawn anew each time. */
  iv: Buffer
  /** The ciphertext, and {@link TAG_BYTES} of tag at its end. */
  body: Buffer
}

interface Lock {
  key: CipherKey
  /** Where it belongs: bound to the bytes, not among them. */
  context: Buffer
}

export function seal({ key, context }: Lock, clear: Buffer): Sealed {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(context)
  const body = Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()])
  return { iv, body }
}

/** @throws EnvelopeError unless it is, bit for bit, what was sealed with this lock. */
export function open({ key, context }: Lock, { iv, body }: Sealed): Buffer {
  if (iv.length !== IV_BYTES || body.length < TAG_BYTES) throw new EnvelopeError('malformed')
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(context)
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  const begun = decipher.update(body.subarray(0, -TAG_BYTES))
  try {
    return Buffer.concat([begun, decipher.final()])
  } catch {
    throw new EnvelopeError('altered')
  } finally {
    // Until the tag was checked nobody may have it, and afterwards the answer is a copy.
    begun.fill(0)
  }
}
