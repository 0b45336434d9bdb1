import type { PooledKey } from '@itqan/keys-contract'
import type { Clock } from '../clock'
import { OutcomeError } from '../outcome/outcome-error'
import type { Reporter } from '../reports/reporter'
import type { OpenLease } from './lease'

/** Longest error that is sent on, in characters: the dashboard takes keys out of it before it cuts. */
const MAX_ERROR_LENGTH = 4_096

/** The guide's two calls, on leases: a key now, a word about it later. */
export interface ApiKeys {
  /** Hands a lease out as a plain key, to be ended by its id. */
  hand(lease: OpenLease): PooledKey
  /**
   * Ends the first lease of this key that is still open; a use of another origin is counted as well.
   *
   * @param error what callers caught, which may be anything.
   */
  report(keyId: string, success: boolean, error?: unknown): void
}

export function createApiKeys({ reporter, clock }: { reporter: Reporter; clock: Clock }): ApiKeys {
  const handed = new Map<string, LeaseQueue>()
  return {
    hand(lease) {
      const queue = handed.get(lease.keyId) ?? new LeaseQueue()
      handed.set(lease.keyId, queue)
      queue.add(lease)
      return copyOf(lease.use.grant.state.key)
    },
    report(keyId, success, error) {
      const queue = handed.get(keyId)
      const lease = queue?.take()
      if (queue?.isEmpty) handed.delete(keyId)
      const lastError = error ? textOf(error) : undefined
      // The guide takes a failure that is told in words for one, whatever `success` says.
      const failed = !success || lastError !== undefined
      if (lease && !failed) lease.ok()
      else if (lease) lease.fail(new OutcomeError('error', lastError ?? ''))
      else {
        const outcome = failed ? 'error' : 'ok'
        reporter.record({ keyId, model: null, outcome, at: clock.now(), lastError }, false)
      }
    },
  }
}

/** A caller may change what it was given; the pool goes on with its own. */
function copyOf(key: PooledKey): PooledKey {
  return { ...key, lastUsedAt: key.lastUsedAt && new Date(key.lastUsedAt) }
}

/** Leases of one key, first to last. */
class LeaseQueue {
  #leases: OpenLease[] = []
  #first = 0

  get isEmpty(): boolean {
    return this.#leases.length === 0
  }

  add(lease: OpenLease): void {
    this.#prune()
    this.#leases.push(lease)
  }

  /** The first that is still open. */
  take(): OpenLease | undefined {
    this.#prune()
    const lease = this.#leases[this.#first]
    if (lease) this.#first += 1
    this.#prune()
    return lease
  }

  /** Lets go of those at the front that have ended, such as those taken back after their time. */
  #prune(): void {
    while (this.#leases[this.#first]?.isOpen === false) this.#first += 1
    // Not before half of it is used up: so a lease is moved once on average.
    if (this.#first === 0 || 2 * this.#first < this.#leases.length) return
    this.#leases = this.#leases.slice(this.#first)
    this.#first = 0
  }
}

function textOf(error: unknown): string {
  try {
    return String(error).slice(0, MAX_ERROR_LENGTH)
  } catch {
    return 'An error that cannot be written down'
  }
}
