import type { Outcome } from '@itqan/keys-contract'
import { type Lease, OutcomeError } from '../src'

/** Ends a use as a caller does who knows the outcome. */
export function endLease(lease: Lease | null, outcome: Outcome): void {
  if (outcome === 'ok') lease?.ok()
  else lease?.fail(new OutcomeError(outcome, 'as the test says'))
}
