import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTRPC } from '../../trpc/client'

/**
 * Brings counts and rows up to date after a change of one's own: the live stream tells of it as well, but
 * nobody knows when. Only what is on the screen is read.
 */
export function useRefreshKeys(): () => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useCallback(async () => {
    await Promise.all([
      queryClient.invalidateQueries(trpc.keys.summary.pathFilter()),
      queryClient.invalidateQueries(trpc.keys.page.pathFilter()),
    ])
  }, [trpc, queryClient])
}
