import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../../trpc/client'

/** Reads the list again; an older answer still on its way is thrown away. */
export function useRefreshKeys(): () => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries(trpc.keys.list.queryFilter())
}
