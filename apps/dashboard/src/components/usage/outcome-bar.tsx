import type { OutcomeCounts } from '@itqan/keys-contract'
import { figuresOf, outcomesIn } from '../../lib/usage/figures'
import { outcomeFill } from './outcome-patterns'

interface OutcomeBarProps {
  counts: OutcomeCounts
  /** The calls of the longest bar. */
  most: number
}

/** How much, and how it went, at a glance. The figures stand beside it. */
export function OutcomeBar({ counts, most }: OutcomeBarProps) {
  const shown = outcomesIn(counts)
  const ends = shown.map((_, index) => {
    const upTo = shown.slice(0, index + 1).map((outcome) => [outcome, counts[outcome]])
    return figuresOf(Object.fromEntries(upTo) as OutcomeCounts).calls
  })
  const at = (calls: number) => `${(calls / most) * 100}%`
  return (
    <svg aria-hidden className="h-2 w-full rtl:-scale-x-100">
      {shown.map((outcome, index) => (
        <rect
          key={outcome}
          x={at(ends[index - 1] ?? 0)}
          width={at(counts[outcome] ?? 0)}
          height="100%"
          fill={outcomeFill(outcome)}
        />
      ))}
    </svg>
  )
}
