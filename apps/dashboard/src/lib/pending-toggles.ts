import type { ManagedKey } from '@itqan/keys-contract'

export interface Toggle {
  keyId: string
  isActive: boolean
}

/**
 * The server's list with the switches still on their way laid over it, later ones on top. An answer
 * read before a switch reached the server cannot flip it back, and a refused switch needs no undoing.
 */
export function withPendingToggles(keys: ManagedKey[], pending: readonly Toggle[]): ManagedKey[] {
  if (pending.length === 0) return keys
  const wanted = new Map(pending.map(({ keyId, isActive }) => [keyId, isActive]))
  return keys.map((key) => ({ ...key, isActive: wanted.get(key.id) ?? key.isActive }))
}

/** Guards what the mutation cache keeps untyped. */
export function isToggle(value: unknown): value is Toggle {
  return typeof value === 'object' && value !== null && 'keyId' in value && 'isActive' in value
}
