import { useMutationState, useQuery } from '@tanstack/react-query'
import { isToggle, withPendingToggles } from '../../lib/pending-toggles'
import { useTRPC } from '../../trpc/client'

const POLL_MS = 1_000
const POLL_AFTER_ERROR_MS = 5_000

/** Every key, read again each second while the tab is seen, with switches as the person left them. */
export function useManagedKeys() {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.keys.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => {
        if (!state.data) return false
        return state.error ? POLL_AFTER_ERROR_MS : POLL_MS
      },
    }),
  )
  const pending = useMutationState({
    filters: { mutationKey: trpc.keys.setActive.mutationKey(), status: 'pending' },
    select: (mutation) => mutation.state.variables,
  })
  return {
    keys: query.data && withPendingToggles(query.data, pending.filter(isToggle)),
    error: query.error,
    retry: () => void query.refetch(),
  }
}
