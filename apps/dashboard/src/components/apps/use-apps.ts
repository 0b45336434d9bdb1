import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../trpc/client'

const POLL_MS = 2_000
const POLL_AFTER_ERROR_MS = 5_000

/** Every app, read again while the tab is seen. */
export function useApps() {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.apps.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => {
        if (!state.data) return false
        return state.error ? POLL_AFTER_ERROR_MS : POLL_MS
      },
    }),
  )
  return { seen: query.data, error: query.error, retry: () => void query.refetch() }
}
