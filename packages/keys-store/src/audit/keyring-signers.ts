import { checkpointSigner, type CheckpointSigner } from './checkpoint'

/**
 * The signers that `KEYS_ENCRYPTION_KEYS` gives, one a key: the first signs, all are believed.
 *
 * @param encryptionKeys as `parseKeyring` has accepted it.
 */
export function keyringSigners(encryptionKeys: string): CheckpointSigner[] {
  return encryptionKeys.split(',').map((part) => {
    const seed = Buffer.from(part.trim().replace(/^[^:]*:/, ''), 'base64')
    const signer = checkpointSigner(seed)
    seed.fill(0)
    return signer
  })
}
