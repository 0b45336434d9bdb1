import type { Outcome } from '@itqan/keys-contract'

function because(outcome: Outcome): string {
  switch (outcome) {
    case 'rate_limit':
      return 'rate limit'
    case 'billing':
      return 'billing'
    case 'invalid_key':
      return 'refused by the provider'
    case 'model_unavailable':
      return 'model not available'
    case 'overloaded':
      return 'provider overloaded'
    case 'network':
      return 'network'
    case 'ok':
    case 'client_error':
    case 'aborted':
    case 'error':
      return 'cause unknown'
    default:
      return outcome satisfies never
  }
}

const number = new Intl.NumberFormat('en')

/** The table of `keys list`. */
export const list = {
  headings: {
    provider: 'Provider',
    name: 'Name',
    key: 'Key',
    uses: 'Uses',
    errors: 'Errors',
    lastUse: 'Last use',
    state: 'State',
    id: 'Id',
  },
  never: 'never',
  ready: 'ready',
  because,
  rests: (rest: { date: string | null; time: string; because: string; model: string | null }) =>
    `rests until ${rest.date ? `${rest.date}, ` : ''}${rest.time}: ${rest.because}${rest.model ? ` (${rest.model} only)` : ''}`,
  count: ({ keys, providers }: { keys: number; providers: number }) =>
    `${number.format(keys)} ${keys === 1 ? 'key' : 'keys'} of ${providers} ${providers === 1 ? 'provider' : 'providers'}`,
  empty: (provider: string | null, { url, meant }: { url: string; meant: string | null }) =>
    `No active key${provider ? ` of ${provider}` : ''}. ` +
    (meant ? `Did you mean ${meant}? Else add` : 'Add') +
    ` one in the dashboard, or switch one on: ${url}`,
}
