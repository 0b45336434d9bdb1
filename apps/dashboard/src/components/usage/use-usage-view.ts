import { useQueryStates } from 'nuqs'
import type { UsageView } from '../../lib/usage/drill-down'
import { usageSearchParams } from '../../lib/usage/search-params'

/** What is looked at, kept in the address: back and forward go through what was seen. */
export function useUsageView() {
  const [view, setView] = useQueryStates(usageSearchParams, { history: 'push' })
  const change = (changed: Partial<UsageView>) => void setView(changed)
  return { view, change }
}
