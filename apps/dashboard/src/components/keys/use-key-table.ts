import type { KeyFilter, KeySort, ManagedKey } from '@itqan/keys-contract'
import {
  keepPreviousData,
  useMutationState,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { layoutOf, type TableLayout } from '../../lib/keys-table/table-layout'
import { PAGE_SIZE, pageInput } from '../../lib/keys-table/table-params'
import { shapeOf } from '../../lib/keys-table/patch-keys'
import { isToggle, wantedStates } from '../../lib/pending-toggles'
import { useTRPC } from '../../trpc/client'

/** How often the screen is read again while nothing is told live, in milliseconds. */
const POLL_MS = 5_000

/** What is told live is never stale. */
const freshness = (isLive: boolean) => ({
  staleTime: Infinity,
  refetchInterval: isLive ? (false as const) : POLL_MS,
})

interface Wanted {
  filter: KeyFilter
  isLive: boolean
}

/** How many keys there are, and which line of the table is whose. */
export function useKeySummary({ filter, isLive }: Wanted) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const options = trpc.keys.summary.queryOptions(filter, {
    ...freshness(isLive),
    placeholderData: keepPreviousData,
  })
  const { data: summary, error, refetch, isPlaceholderData } = useQuery(options)
  const layout = useMemo(() => summary && layoutOf(summary), [summary])
  // Other keys under a heading than the pages were read with: the lines have moved.
  const shape = summary && !isPlaceholderData ? shapeOf(summary) : null
  const seen = useRef({ filter, shape })
  useEffect(() => {
    const before = seen.current
    seen.current = { filter, shape }
    if (before.filter !== filter || before.shape === null || shape === null) return
    if (before.shape !== shape) void queryClient.invalidateQueries(trpc.keys.page.pathFilter())
  }, [filter, shape, queryClient, trpc])
  return { summary, layout, error, retry: () => void refetch() }
}

export interface KeyRows {
  /** The key that is so many-th in the table; `undefined` until it has come. */
  at(position: number): ManagedKey | undefined
  /** What went wrong with a page that is not there. */
  error: unknown
  retry(): void
}

/** The pages that are looked at, with switches as the person left them. */
export function useKeyRows(
  wanted: Wanted & { sort: KeySort; pages: readonly number[]; layout: TableLayout },
): KeyRows {
  const { filter, sort, pages, isLive } = wanted
  const trpc = useTRPC()
  const results = useQueries({
    queries: pages.map((page) =>
      trpc.keys.page.queryOptions(pageInput(filter, sort, page), freshness(isLive)),
    ),
  })
  const pending = useMutationState({
    filters: { mutationKey: trpc.keys.setActive.mutationKey(), status: 'pending' },
    select: (mutation) => mutation.state.variables,
  })
  const states = wantedStates(pending.filter(isToggle))
  const byPage = new Map(pages.map((page, index) => [page, results[index]?.data?.rows]))
  const failed = results.find(({ data, error }) => !data && error)
  return {
    at(position) {
      const key = byPage.get(Math.floor(position / PAGE_SIZE))?.[position % PAGE_SIZE]
      const isActive = key && states.get(key.id)
      return key && isActive !== undefined ? { ...key, isActive } : key
    },
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  }
}
