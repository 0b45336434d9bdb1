import { readKeks } from '../keyring/parse-keyring'
import { checkpointSigner, type CheckpointSigner } from './checkpoint'

/**
 * The signers that `KEYS_ENCRYPTION_KEYS` gives, one a key: the first signs, all are believed.
 *
 * @param encryptionKeys as `parseKeyring` has accepted it.
 */
export function keyringSigners(encryptionKeys: string): CheckpointSigner[] {
  return readKeks(encryptionKeys).flatMap((kek) => {
    if (typeof kek === 'string') return []
    const signer = checkpointSigner(kek.bytes)
    kek.bytes.fill(0)
    return [signer]
  })
}
