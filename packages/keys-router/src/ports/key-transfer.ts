import type { CreateKeyInput, ImportPreviewInput } from '@itqan/keys-contract'
import type { Origin } from './audit'

/** Keys on their way in, many at once, and out, one at a time. */
export interface KeyTransfer {
  /** Of each key whether its provider has it already. Writes nothing. */
  areKnown(keys: ImportPreviewInput['keys']): Promise<boolean[]>
  /**
   * Adds those that are new, all or none, and writes down who did: sent again, they change nothing.
   *
   * @returns the new ids in the order of the keys, `null` for those that a provider had already.
   */
  importKeys(keys: readonly CreateKeyInput[], origin: Origin): Promise<(string | null)[]>
  /**
   * Reads a key in clear. Who does must be written down before it leaves: that is the caller's part.
   *
   * @returns `null` when no key has this id.
   * @throws KeysError `key_unreadable`
   */
  open(keyId: string): Promise<{ provider: string; key: string } | null>
}
