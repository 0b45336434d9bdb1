import type {
  ChangedKeys,
  ClearCooldownsInput,
  KeyIdsInput,
  SetActiveInput,
  UpdateKeysInput,
} from '@itqan/keys-contract'
import type { Origin } from './audit'

/**
 * What people do to keys, one or many: all of it in one transaction with its entry in the audit, under
 * one epoch. Ids that no key has are named, not refused.
 */
export interface KeyChanger {
  /** Switches keys on or off. Off, they are in no answer of `list` any more. */
  setActive(input: SetActiveInput, origin: Origin): Promise<ChangedKeys>
  /** Sets error counts to zero, and lifts rests. */
  resetErrors(input: KeyIdsInput, origin: Origin): Promise<ChangedKeys>
  /** Lifts what keeps keys from use, their quota pools' rests included. */
  clearCooldowns(input: ClearCooldownsInput, origin: Origin): Promise<ChangedKeys>
  /**
   * Changes all of the keys or none.
   *
   * @throws KeysError `duplicate_key` when the new provider has one of them already, `key_unreadable`
   * when one cannot be sealed anew: both name the key.
   */
  update(input: UpdateKeysInput, origin: Origin): Promise<ChangedKeys>
  /** Revokes keys everywhere, at once. What is sealed is kept for `UNDO_REMOVE_MS`. */
  remove(input: KeyIdsInput, origin: Origin): Promise<ChangedKeys>
  /**
   * Puts removed keys back as they were. Those whose time is over, or that their provider has anew, are
   * not found.
   *
   * @throws KeysError `duplicate_key`, naming one, when the providers of all of them have them anew.
   */
  undoRemove(input: KeyIdsInput, origin: Origin): Promise<ChangedKeys>
}
