import { type Outcome, outcomes } from '@itqan/keys-contract'

/** What one provider's keys were asked for, and how their uses ended, since the client was made. */
export interface ProviderCounts {
  granted: number
  /** Asked for, and there was none. */
  missed: number
  ended: Record<Outcome, number>
}

/** Plain numbers: who wants them as metrics reads them, and nobody waits for it. */
export interface UseCounts {
  of(provider: string): ProviderCounts
  all(): Iterable<[provider: string, ProviderCounts]>
}

export function createUseCounts(): UseCounts {
  const byProvider = new Map<string, ProviderCounts>()
  /** The one that was asked for last, which is mostly the one that is asked for next. */
  let latest: { provider: string; counts: ProviderCounts } | undefined
  return {
    of(provider) {
      if (latest?.provider === provider) return latest.counts
      const counts = byProvider.get(provider) ?? { granted: 0, missed: 0, ended: noneOf() }
      byProvider.set(provider, counts)
      latest = { provider, counts }
      return counts
    },
    all: () => byProvider.entries(),
  }
}

const noneOf = () =>
  Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
