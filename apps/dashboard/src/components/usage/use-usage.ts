import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type UsageView, usageInputOf } from '../../lib/usage/drill-down'
import { useTimeZone } from '../../lib/use-time-zone'
import { useTRPC } from '../../trpc/client'

const POLL_MS = 10_000

/** What a view shows, read again every ten seconds while the tab is seen. */
export function useUsage(view: UsageView) {
  const trpc = useTRPC()
  const input = usageInputOf(view, useTimeZone())
  const options = { refetchInterval: POLL_MS, placeholderData: keepPreviousData }
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.usage.read.queryOptions(input, options),
  )
  return { usage: data, error, isChanging: isPlaceholderData, retry: () => void refetch() }
}

/** What the filters offer. Without an answer they offer what is chosen already. */
export function useUsageChoices({ range }: UsageView) {
  const trpc = useTRPC()
  const options = { staleTime: 60_000, placeholderData: keepPreviousData }
  return useQuery(trpc.usage.choices.queryOptions({ range }, options)).data
}
