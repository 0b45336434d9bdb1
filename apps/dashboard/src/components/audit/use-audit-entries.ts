import type { AuditFilter } from '@itqan/keys-contract'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { auditPages } from '../../lib/audit/audit-pages'
import { useTRPC } from '../../trpc/client'

const POLL_MS = 5_000

/** What was read stays where it is: newer entries are counted, and shown when they are asked for. */
export function useAuditEntries(filter: AuditFilter) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { input, paging } = auditPages(filter)
  const options = trpc.audit.page.infiniteQueryOptions(input, paging)
  const query = useInfiniteQuery({ ...options, staleTime: Infinity, refetchOnWindowFocus: false })
  const entries = query.data?.pages.flatMap((page) => page.entries)
  const newer = useQuery(
    trpc.audit.newer.queryOptions(
      { filter, after: entries?.[0]?.seq ?? 0 },
      { enabled: query.isSuccess, refetchInterval: POLL_MS, staleTime: 0 },
    ),
  )

  /** From the newest on; what was opened further down is let go. */
  function showNewer(): void {
    queryClient.setQueryData(
      options.queryKey,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    )
    void query.refetch()
  }

  return { query, entries, newer: newer.data?.count ?? 0, showNewer }
}
