import type { ProviderSummary } from '@itqan/keys-contract'
import type { Session } from './epoch'

/** Counts each provider's keys, by provider. Reads no key. */
export async function summariseProviders(session: Session): Promise<ProviderSummary[]> {
  const groups = await session.apiKey.groupBy({
    by: ['provider', 'isActive', 'isDisabledByProvider'],
    _count: true,
    orderBy: { provider: 'asc' },
  })
  const summaries = new Map<string, ProviderSummary>()
  for (const { provider, isActive, isDisabledByProvider, _count: keys } of groups) {
    const summary = summaries.get(provider) ?? {
      provider,
      active: 0,
      disabled: 0,
      disabledByProvider: 0,
    }
    summaries.set(provider, summary)
    if (isActive) summary.active += keys
    else summary.disabled += keys
    if (!isActive && isDisabledByProvider) summary.disabledByProvider += keys
  }
  return [...summaries.values()]
}
