import type { CooldownScope, Outcome } from '@itqan/keys-contract'
import type { ClockOff, RestReason, StreamRefusal, UrlSource } from '../diagnosis'
import { duration } from '../times'

const outcomes: Readonly<Record<Outcome, string>> = {
  ok: 'no failure',
  invalid_key: 'invalid key',
  billing: 'billing',
  rate_limit: 'rate limit',
  model_unavailable: 'model not available',
  overloaded: 'provider overloaded',
  network: 'network',
  client_error: 'refused request',
  aborted: 'aborted',
  error: 'error',
}

const scopes: Readonly<Record<CooldownScope, string>> = {
  key: 'the key itself',
  key_model: 'the key, for this model',
  pool_model: 'its quota pool',
  provider: 'the whole provider',
}

/** `2 × rate limit (its quota pool), 1 × billing (the key itself)`. */
export const reasonsInWords = (reasons: readonly RestReason[]): string =>
  reasons
    .slice(0, 3)
    .map(({ keys, outcome, scope }) => `${keys} × ${outcomes[outcome]} (${scopes[scope]})`)
    .join(', ')

/** `60 min behind`, `3 min ahead of`. */
export const clockOffset = ({ offMs, direction }: ClockOff): string =>
  `${duration(offMs, 'en')} ${direction === 'ahead' ? 'ahead of' : 'behind'}`

/** What to set, by what named the address. */
export const setting = (source: UrlSource): string =>
  source === 'default' ? 'DASHBOARD_INTERNAL_URL (not set: the default was taken)' : source

export const of = (provider: string | null): string => (provider ? ` of ${provider}` : '')

export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(', ')
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown
}

export function streamRefusal(reason: StreamRefusal): string {
  if (reason === 'not_a_stream') return 'something else than a stream answers'
  return reason === 'cut' ? 'it breaks off' : `status ${reason}`
}
