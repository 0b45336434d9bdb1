import { ERROR_HALF_LIFE_MS } from '@itqan/keys-contract'

/** Errors as of a moment, as the table keeps them. */
export interface RecentErrors {
  recentErrors: number
  recentErrorsAt: Date | null
}

/** What is left of them `now`: each error counts half after every half-life. */
export function decayedErrors({ recentErrors, recentErrorsAt }: RecentErrors, now: Date): number {
  // A clock that was set back must not make them grow.
  const elapsed = recentErrorsAt ? Math.max(0, now.getTime() - recentErrorsAt.getTime()) : 0
  return recentErrors * 0.5 ** (elapsed / ERROR_HALF_LIFE_MS)
}
