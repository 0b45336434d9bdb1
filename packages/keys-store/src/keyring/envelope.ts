import { randomBytes } from 'node:crypto'
import { IV_BYTES, KEY_BYTES, open, seal, type Sealed, TAG_BYTES } from './aead'
import { EnvelopeError } from './envelope-error'
import type { WrappedDek } from './kek-provider'
import { lengthPrefixed } from './length-prefixed'
import { kekIdPattern, type Keyring } from './parse-keyring'

const VERSION = 'v1'

/** Where a text belongs: an envelope that was moved elsewhere stays shut. */
export interface Place {
  rowId: string
  provider: string
  /** Of `api_keys`. */
  column: string
}

/** What a row keeps of a sealed text. */
export interface SealedText {
  /** `v1.<kekId>.<wrapped DEK>.<iv>.<ciphertext and tag>`, in base64url. */
  envelope: string
  kekId: string
}

/** Seals a text under a data key of its own. */
export async function sealText(keyring: Keyring, place: Place, text: string): Promise<SealedText> {
  const dek = randomBytes(KEY_BYTES)
  const clear = Buffer.from(text)
  const kekId = keyring.currentId
  try {
    const wrapped = await keyring.wrap(dek, contextOf('dek', kekId, place))
    const { iv, body } = seal({ key: dek, context: contextOf('text', kekId, place) }, clear)
    const parts = [wrapped, iv, body].map((bytes) => bytes.toString('base64url'))
    return { envelope: [VERSION, kekId, ...parts].join('.'), kekId }
  } finally {
    dek.fill(0)
    clear.fill(0)
  }
}

/** @throws EnvelopeError unless it is, to the last character, what was sealed for this place. */
export async function openText(keyring: Keyring, place: Place, envelope: string): Promise<string> {
  const { dek: wrapped, sealed } = parseEnvelope(envelope)
  const { kekId } = wrapped
  const dek = await keyring.unwrap(wrapped, contextOf('dek', kekId, place))
  try {
    const clear = open({ key: dek, context: contextOf('text', kekId, place) }, sealed)
    const text = clear.toString()
    clear.fill(0)
    return text
  } finally {
    dek.fill(0)
  }
}

/** Whether a text has an envelope's shape. */
export function isEnvelope(text: string): boolean {
  try {
    parseEnvelope(text)
    return true
  } catch {
    return false
  }
}

function parseEnvelope(envelope: string): { dek: WrappedDek; sealed: Sealed } {
  const [version, kekId = '', ...encoded] = envelope.split('.')
  if (version !== VERSION || !kekIdPattern.test(kekId) || encoded.length !== 3) {
    throw new EnvelopeError('malformed')
  }
  const [wrapped, iv, body] = encoded.map(decode)
  // One byte at least is sealed.
  if (!wrapped || iv?.length !== IV_BYTES || !body || body.length <= TAG_BYTES) {
    throw new EnvelopeError('malformed')
  }
  return { dek: { kekId, wrapped }, sealed: { iv, body } }
}

/** Of the spellings of the same bytes only the one that we write is taken. */
function decode(encoded: string): Buffer {
  const bytes = Buffer.from(encoded, 'base64url')
  if (bytes.toString('base64url') !== encoded) throw new EnvelopeError('malformed')
  return bytes
}

function contextOf(
  part: 'dek' | 'text',
  kekId: string,
  { rowId, provider, column }: Place,
): Buffer {
  return lengthPrefixed([VERSION, part, kekId, rowId, provider, column])
}
