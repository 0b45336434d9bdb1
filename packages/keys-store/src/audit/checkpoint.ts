import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'

/** Signed words on where the chain stood. */
export interface Checkpoint {
  seq: bigint
  /** Of the entry at `seq`. */
  hash: string
  at: Date
  /** Ed25519, raw, in base64. */
  publicKey: string
  signature: string
}

export interface CheckpointSigner {
  /** Ed25519, raw, in base64: write it down where the database's owner cannot change it. */
  readonly publicKey: string
  sign(place: Pick<Checkpoint, 'seq' | 'hash' | 'at'>): Checkpoint
}

/** What an Ed25519 key is wrapped in, so that Node reads it (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** Signs with a key derived from `seed`, such as a key-encryption key: nothing more has to be kept. */
export function checkpointSigner(seed: Buffer): CheckpointSigner {
  const secret = Buffer.from(hkdfSync('sha256', seed, '', 'itqan-keys audit checkpoint', 32))
  const der = Buffer.concat([PRIVATE_PREFIX, secret])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  const publicKey = spki.subarray(PUBLIC_PREFIX.length).toString('base64')
  return {
    publicKey,
    sign({ seq, hash, at }) {
      const signature = sign(null, wordsOf({ seq, hash, at }), key).toString('base64')
      return { seq, hash, at, publicKey, signature }
    },
  }
}

/** Whether the signature is that of `publicKey`. Whose that is, is another question. */
export function isSigned(checkpoint: Checkpoint): boolean {
  const raw = Buffer.from(checkpoint.publicKey, 'base64')
  if (raw.length !== 32) return false
  const der = Buffer.concat([PUBLIC_PREFIX, raw])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return verify(null, wordsOf(checkpoint), key, Buffer.from(checkpoint.signature, 'base64'))
}

function wordsOf({ seq, hash, at }: Pick<Checkpoint, 'seq' | 'hash' | 'at'>): Buffer {
  return Buffer.from(JSON.stringify(['audit checkpoint', String(seq), hash, at.toISOString()]))
}
