import type { ManagedKey } from '@itqan/keys-contract'
import { isRefused } from '../../lib/key-state'

/** Where the focus returns to when a dialog closes. */
export const ADD_KEY_ID = 'add-key'

export function actionsId(keyId: string): string {
  return `actions-${keyId}`
}

/** The menu of a deleted row is gone with it: the next best place is the button above the table. */
export function focusAfterDelete(keyId: string): void {
  const target = document.getElementById(actionsId(keyId)) ?? document.getElementById(ADD_KEY_ID)
  target?.focus()
}

/** A provider's heading: it tells apart the controls of two keys of one name. */
export function providerId(provider: string): string {
  return `provider-${provider}`
}

/** Why a key's switch is off, where its provider refused the key. */
export function refusalId(keyId: string): string {
  return `refusal-${keyId}`
}

/** What describes a key's switch: only what is on the page. */
export function switchNotes(key: ManagedKey): string {
  const heading = providerId(key.provider)
  return isRefused(key) ? `${heading} ${refusalId(key.id)}` : heading
}
