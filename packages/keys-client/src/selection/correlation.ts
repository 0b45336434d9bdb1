import type { CooldownTarget, Outcome } from '@itqan/keys-contract'

const WINDOW_MS = 10_000
const MANY_KEYS = 3
const MANY_POOLS = 2

interface Failure {
  outcome: Outcome
  keyId: string
  /** The quota pool; a key without one stands for a pool of its own. */
  pool: string
  target: CooldownTarget
  at: number
}

/**
 * Tells trouble of the provider, or of this machine's address, from trouble of keys: when several keys
 * of several pools fail in the same way at once, and none works meanwhile, it is not the keys.
 */
export interface CorrelationGuard {
  /** @returns the targets that rest wrongly, this one's among them; `null` when this failure stands alone. */
  failed(failure: Failure): CooldownTarget[] | null
  succeeded(): void
}

export function createCorrelationGuard(): CorrelationGuard {
  let recent: Failure[] = []
  return {
    failed(failure) {
      const since = failure.at - WINDOW_MS
      recent = [...recent.filter(({ at }) => at > since), failure].slice(-MAX_REMEMBERED)
      const alike = recent.filter(({ outcome }) => outcome === failure.outcome)
      const keys = new Set(alike.map(({ keyId }) => keyId))
      const pools = new Set(alike.map(({ pool }) => pool))
      if (keys.size < MANY_KEYS || pools.size < MANY_POOLS) return null
      return alike.map(({ target }) => target)
    },
    succeeded() {
      if (recent.length > 0) recent = []
    },
  }
}

const MAX_REMEMBERED = 100
