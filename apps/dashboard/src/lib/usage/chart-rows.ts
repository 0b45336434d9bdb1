import { type Outcome, outcomes, type Usage } from '@itqan/keys-contract'
import { figuresOf } from './figures'

/** One bar and one point: a number for each outcome, and the rate in percent. */
export type ChartRow = Record<Outcome, number> & { at: number; successPercent: number | null }

export function chartRows({ buckets, series }: Pick<Usage, 'buckets' | 'series'>): ChartRow[] {
  return buckets.map((at, index) => {
    const counts = series[index] ?? {}
    const { successRate } = figuresOf(counts)
    const numbers = outcomes.map((outcome) => [outcome, counts[outcome] ?? 0] as const)
    return {
      ...(Object.fromEntries(numbers) as Record<Outcome, number>),
      at: at.getTime(),
      successPercent: successRate === null ? null : Math.round(successRate * 1000) / 10,
    }
  })
}
