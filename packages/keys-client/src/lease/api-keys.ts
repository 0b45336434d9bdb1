import { MAX_LAST_ERROR_LENGTH, type PooledKey } from '@itqan/keys-contract'
import type { Clock } from '../clock'
import { OutcomeError } from '../outcome/outcome-error'
import type { Reporter } from '../reports/reporter'
import type { OpenLease } from './lease'

/** The guide's two calls, on leases: a key now, a word about it later. */
export interface ApiKeys {
  /** Hands a lease out as a plain key, to be ended by its id. */
  hand(lease: OpenLease): PooledKey
  /** Ends the first lease of this key that is still open; a use of another origin is counted as well. */
  report(keyId: string, success: boolean, error?: string): void
}

export function createApiKeys({ reporter, clock }: { reporter: Reporter; clock: Clock }): ApiKeys {
  const handed = new Map<string, OpenLease[]>()
  const openOf = (keyId: string) => (handed.get(keyId) ?? []).filter(({ isOpen }) => isOpen)
  return {
    hand(lease) {
      handed.set(lease.keyId, [...openOf(lease.keyId), lease])
      return lease.use.grant.state.key
    },
    report(keyId, success, error) {
      const [lease, ...others] = openOf(keyId)
      if (others.length > 0) handed.set(keyId, others)
      else handed.delete(keyId)
      // The guide takes a failure that is told in words for one, whatever `success` says.
      const failed = !success || Boolean(error)
      if (lease && !failed) lease.ok()
      else if (lease) lease.fail(new OutcomeError('error', error ?? ''))
      else {
        const lastError = error?.slice(0, MAX_LAST_ERROR_LENGTH)
        const outcome = failed ? 'error' : 'ok'
        reporter.record({ keyId, model: null, outcome, at: clock.now(), lastError }, false)
      }
    },
  }
}
