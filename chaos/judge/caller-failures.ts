import { type Interval, overlaps } from './disturbance'

/** A `withKey` that failed. */
export interface CallerFailure {
  /** When it began and when it failed. */
  from: number
  at: number
  run: string
  code: string
  /** The client knew keys when the call began. */
  hadKeys: boolean
}

export type Excuse = 'provider' | 'cold'

/**
 * Why a call could have no key that works: its provider was away meanwhile, or its client had no keys
 * yet and no dashboard to ask. `null`: a key could have been had.
 */
export function excuseOf(
  { from, at, hadKeys }: CallerFailure,
  disturbed: { keys: readonly Interval[]; provider: readonly Interval[] },
): Excuse | null {
  const call = { from, to: at }
  if (disturbed.provider.some((interval) => overlaps(interval, call))) return 'provider'
  if (!hadKeys && disturbed.keys.some((interval) => overlaps(interval, call))) return 'cold'
  return null
}
