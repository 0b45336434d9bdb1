import { type Interval, lengthOf, without } from './disturbance'

/** What the product promises about a revoked key, in milliseconds; see docs/chaos.md. */
export interface Bounds {
  /** An open, undisturbed stream tells it within this time. */
  streamMs: number
  /** Without a stream, a poll does. */
  pollMs: number
  /** After both were disturbed, the next try does. */
  retryMs: number
  /** Whatever happens. */
  hardMs: number
}

export const promised: Bounds = {
  streamMs: 2_000,
  pollMs: 15_000,
  retryMs: 35_000,
  hardMs: 15 * 60_000,
}

/** A key in a caller's hand. */
export interface KeyUse {
  /** When the client handed it out. */
  at: number
  keyId: string
  /** The client's run. */
  run: string
}

export interface WrongUse extends KeyUse {
  /** How long after the revocation. */
  lateMs: number
  broken: keyof Bounds
}

export interface WrongUseFacts {
  uses: readonly KeyUse[]
  /** When each revocation was known to be committed, by key. */
  revokedAt: ReadonlyMap<string, number>
  /** When the stream of each run was open. */
  open: ReadonlyMap<string, readonly Interval[]>
  /** When the way between apps and keys was disturbed. */
  disturbed: readonly Interval[]
  bounds: Bounds
}

/** Every use of a key later than the bound that applied since its revocation. */
export function wrongUses({ uses, revokedAt, ...facts }: WrongUseFacts): WrongUse[] {
  return uses.flatMap((use) => {
    const since = revokedAt.get(use.keyId)
    if (since === undefined || use.at <= since) return []
    const broken = brokenBound({ from: since, to: use.at }, facts.open.get(use.run) ?? [], facts)
    return broken ? [{ ...use, lateMs: use.at - since, broken }] : []
  })
}

/** How late revoked keys were still used where an open, undisturbed stream told of it, in milliseconds. */
export function lateUses({ uses, revokedAt, open, disturbed }: WrongUseFacts): number[] {
  return uses.flatMap(({ at, keyId, run }) => {
    const since = revokedAt.get(keyId)
    if (since === undefined || at <= since) return []
    const isOpen = (open.get(run) ?? []).some(({ from, to }) => from <= since && to >= at)
    const [whole] = without({ from: since, to: at }, disturbed)
    return isOpen && whole?.from === since && whole.to === at ? [at - since] : []
  })
}

/** Which promise did not hold in the time between a revocation and a use; `null` for none. */
function brokenBound(
  time: Interval,
  open: readonly Interval[],
  { disturbed, bounds }: Pick<WrongUseFacts, 'disturbed' | 'bounds'>,
): keyof Bounds | null {
  if (lengthOf(time) > bounds.hardMs) return 'hardMs'
  const quiet = without(time, disturbed)
  const isHeard = quiet.some((part) =>
    open.some(
      ({ from, to }) => Math.min(to, part.to) - Math.max(from, part.from) > bounds.streamMs,
    ),
  )
  if (isHeard) return 'streamMs'
  if (quiet.some((part) => lengthOf(part) > bounds.retryMs)) return 'retryMs'
  // A try that failed before the revocation may make the next one late, too.
  const near = { from: time.from - bounds.retryMs, to: time.to }
  const isUndisturbed = disturbed.every(({ from, to }) => to < near.from || from > near.to)
  return isUndisturbed && lengthOf(time) > bounds.pollMs ? 'pollMs' : null
}
