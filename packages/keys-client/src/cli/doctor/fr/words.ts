import type { CooldownScope, Outcome } from '@itqan/keys-contract'
import type { RestReason, StreamRefusal, UrlSource } from '../diagnosis'

const outcomes: Readonly<Record<Outcome, string>> = {
  ok: 'aucun échec',
  invalid_key: 'clé invalide',
  billing: 'crédit épuisé',
  rate_limit: 'limite atteinte',
  model_unavailable: 'modèle indisponible',
  overloaded: 'fournisseur surchargé',
  network: 'réseau',
  client_error: 'demande refusée',
  aborted: 'interruption',
  error: 'erreur',
}

const scopes: Readonly<Record<CooldownScope, string>> = {
  key: 'la clé elle-même',
  key_model: 'la clé, pour ce modèle',
  pool_model: 'son quota partagé',
  provider: 'tout le fournisseur',
}

/** `2 × limite atteinte (son quota partagé), 1 × crédit épuisé (la clé elle-même)`. */
export const reasonsInWords = (reasons: readonly RestReason[]): string =>
  reasons
    .slice(0, 3)
    .map(({ keys, outcome, scope }) => `${keys} × ${outcomes[outcome]} (${scopes[scope]})`)
    .join(', ')

/** What to set, by what named the address. */
export const setting = (source: UrlSource): string =>
  source === 'default' ? 'DASHBOARD_INTERNAL_URL (absente : valeur par défaut)' : source

export const of = (provider: string | null): string =>
  provider ? ` du fournisseur ${provider}` : ''

/** With the plural from two on, as French has it. */
export const count = (number: number, word: string): string =>
  `${number} ${word}${number > 1 ? 's' : ''}`

export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(', ')
  return names.length > 6 ? `${shown} et ${names.length - 6} de plus` : shown
}

export function streamRefusal(reason: StreamRefusal): string {
  if (reason === 'not_a_stream') return 'la réponse n’est pas un flux'
  return reason === 'cut' ? 'il est coupé' : `statut ${reason}`
}
