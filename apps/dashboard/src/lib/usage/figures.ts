import { countsAgainstKey, isFailure, type OutcomeCounts, outcomes } from '@itqan/keys-contract'

export interface Figures {
  calls: number
  ok: number
  /** Those that went wrong at the provider or on the way. */
  failed: number
  /** Those that the keys' own error counters hold. */
  againstKey: number
  /** Of the calls that went well or failed; `null` when there is none. */
  successRate: number | null
}

/** Neither a caller's own mistake nor a call that was broken off says anything of a key. */
export function figuresOf(counts: OutcomeCounts): Figures {
  const figures = { calls: 0, ok: counts.ok ?? 0, failed: 0, againstKey: 0 }
  for (const outcome of outcomes) {
    const count = counts[outcome] ?? 0
    figures.calls += count
    if (isFailure(outcome)) figures.failed += count
    if (countsAgainstKey(outcome)) figures.againstKey += count
  }
  return { ...figures, successRate: successRate(figures) }
}

/** Rounded down to a thousandth: one failure among many is never 100 %. */
export function successRate({ ok, failed }: { ok: number; failed: number }): number | null {
  const judged = ok + failed
  return judged === 0 ? null : Math.floor((ok / judged) * 1000) / 1000
}

/** What did not end well, most frequent first. */
export function errorsOf(counts: OutcomeCounts) {
  return outcomes
    .filter((outcome) => outcome !== 'ok')
    .map((outcome) => ({ outcome, count: counts[outcome] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
}

/** The outcomes that a legend names, in the order of the vocabulary. */
export function outcomesIn(counts: OutcomeCounts) {
  return outcomes.filter((outcome) => (counts[outcome] ?? 0) > 0)
}
