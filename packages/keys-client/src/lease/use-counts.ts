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
  return {
    of(provider) {
      const known = byProvider.get(provider)
      if (known) return known
      const counts = { granted: 0, missed: 0, ended: noneOf() }
      byProvider.set(provider, counts)
      return counts
    },
    all: () => byProvider.entries(),
  }
}

const noneOf = () =>
  Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
