import type { KeyTest } from '@itqan/keys-contract'

/** Asks a provider, with one of its keys, something that costs nothing. */
export interface KeyTester {
  /**
   * Changes no counter and no rest.
   *
   * @returns `null` when no key has this id.
   * @throws KeysError `provider_unknown` when nobody knows how to ask this provider, `key_unreadable`.
   */
  test(keyId: string): Promise<({ provider: string } & KeyTest) | null>
}
