import type { UseCounts } from '@itqan/keys-contract'

export interface SparklineBar {
  x: number
  /** Of the uses that went well, from the foot upwards. */
  ok: number
  /** Of those that failed, on top. */
  failed: number
}

/** Bars of `height` at most, in the proportion of the fullest hour; the least use is still seen. */
export function sparklineBars(hours: readonly UseCounts[], height: number): SparklineBar[] {
  const fullest = Math.max(1, ...hours.map(({ ok, failed }) => ok + failed))
  const scale = (count: number) => (count === 0 ? 0 : Math.max(1, (count / fullest) * height))
  return hours.map(({ ok, failed }, x) => {
    const failedHeight = scale(failed)
    return { x, ok: Math.min(scale(ok), height - failedHeight), failed: failedHeight }
  })
}

/** The share that went well; `null` when nothing was used. */
export function successRate(uses: UseCounts | null): number | null {
  if (!uses || uses.ok + uses.failed === 0) return null
  return uses.ok / (uses.ok + uses.failed)
}
