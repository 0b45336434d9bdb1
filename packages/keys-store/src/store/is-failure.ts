import type { Outcome } from '@itqan/keys-contract'

/** Whether an operator should read of a use that ended so, also where no key is to blame. */
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
