import type { KeyFilter, KeyPage, KeySummary, LiveEvent } from '@itqan/keys-contract'
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { patchPage, shapeOf } from '../../lib/keys-table/patch-keys'
import { isUnfiltered } from '../../lib/keys-table/table-params'
import { useTRPC } from '../../trpc/client'
import { useSelection } from './selection'

/** Puts what the server tells into the cache; only what has lost its place is asked for again. */
export function useApplyLiveEvent(): (event: LiveEvent) => void {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const selection = useSelection()
  const pages = trpc.keys.page.pathFilter()
  const summaries = trpc.keys.summary.pathFilter()
  return (event) => {
    const isBroken = applyToPages(queryClient, pages.queryKey, event)
    const hasMoved = applyToSummaries(queryClient, summaries.queryKey, event)
    if (isBroken || hasMoved) void queryClient.invalidateQueries(pages)
    if (event.isOverflow) void queryClient.invalidateQueries(summaries)
    if (event.removed.length > 0) selection.set(event.removed, false)
  }
}

/** Answers whether a page holds what does not belong there. */
function applyToPages(queryClient: QueryClient, queryKey: QueryKey, event: LiveEvent): boolean {
  let isBroken = false
  for (const [key, page] of queryClient.getQueriesData<KeyPage>({ queryKey })) {
    if (!page) continue
    const patched = patchPage(page, event, inputOf<KeyFilter>(key))
    if (patched.page !== page) queryClient.setQueryData(key, patched.page)
    isBroken ||= patched.isBroken
  }
  return isBroken
}

/** Answers whether a table has other lines than before. */
function applyToSummaries(queryClient: QueryClient, queryKey: QueryKey, event: LiveEvent): boolean {
  const { summary } = event
  if (!summary) return false
  let hasMoved = false
  for (const [key, before] of queryClient.getQueriesData<KeySummary>({ queryKey })) {
    if (!before) continue
    // What a filter finds is the server's to count.
    if (!isUnfiltered(inputOf<KeyFilter>(key)))
      void queryClient.invalidateQueries({ queryKey: key })
    else {
      queryClient.setQueryData(key, summary)
      hasMoved ||= shapeOf(before) !== shapeOf(summary)
    }
  }
  return hasMoved
}

/** What a query of tRPC's was asked. */
function inputOf<T>(queryKey: QueryKey): T {
  return (queryKey[1] as { input: T }).input
}
