/**
 * How one use of a key went. `error` is a failure nobody classified, as the guide's
 * `success: false` reports it: it counts against the key and cools nothing.
 */
export const outcomes = [
  'ok',
  'invalid_key',
  'billing',
  'rate_limit',
  'model_unavailable',
  'overloaded',
  'network',
  'client_error',
  'aborted',
  'error',
] as const

export type Outcome = (typeof outcomes)[number]

/** Whether a use with this outcome adds to the key's `errorCount`. */
export function countsAgainstKey(outcome: Outcome): boolean {
  switch (outcome) {
    case 'invalid_key':
    case 'billing':
    case 'rate_limit':
    case 'model_unavailable':
    case 'error':
      return true
    case 'ok':
    case 'overloaded':
    case 'network':
    case 'client_error':
    case 'aborted':
      return false
    default:
      return outcome satisfies never
  }
}

/** Whether a use that ended so went wrong at the provider or on the way, also where no key is to blame. */
export function isFailure(outcome: Outcome): boolean {
  switch (outcome) {
    case 'invalid_key':
    case 'billing':
    case 'rate_limit':
    case 'model_unavailable':
    case 'overloaded':
    case 'network':
    case 'error':
      return true
    case 'ok':
    case 'client_error':
    case 'aborted':
      return false
    default:
      return outcome satisfies never
  }
}
