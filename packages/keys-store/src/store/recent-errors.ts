import { decayErrors } from '@itqan/keys-contract'

/** Errors as of a moment, as the table keeps them. */
export interface RecentErrors {
  recentErrors: number
  recentErrorsAt: Date | null
}

/** What is left of them `now`. */
export function decayedErrors({ recentErrors, recentErrorsAt }: RecentErrors, now: Date): number {
  return decayErrors(recentErrors, recentErrorsAt ? now.getTime() - recentErrorsAt.getTime() : 0)
}
