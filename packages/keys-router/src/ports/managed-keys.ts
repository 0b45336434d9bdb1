import type {
  CreateKeyInput,
  KeyFilter,
  KeyPage,
  KeyPageInput,
  KeySummary,
  ManagedKey,
} from '@itqan/keys-contract'
import type { Origin } from './audit'
import type { KeyChanger } from './key-changer'

/**
 * Where keys are kept, for people. What they change is audited in the very transaction that changes it:
 * neither is kept alone.
 */
export interface ManagedKeys extends KeyChanger {
  /** Every key, masked. Never reads a key in clear. */
  listManaged(): Promise<ManagedKey[]>
  /** One page of those that the filter finds, by provider, then as `sort` says. */
  page(input: KeyPageInput): Promise<KeyPage>
  /** Every provider's keys, counted. */
  summary(filter: KeyFilter): Promise<KeySummary>
  /** The first 10,000 ids that the filter finds, in the order of their names. */
  ids(filter: KeyFilter): Promise<string[]>
  /** @returns the new id, or `null` when the provider already has this key. */
  create(input: CreateKeyInput, origin: Origin): Promise<{ id: string } | null>
}
