import type { KeyPage } from '@itqan/keys-contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTRPC } from '../../trpc/client'

/** The names of keys that have been on the screen; `null` for others. */
export function useKeyNames(): (keyId: string) => string | null {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useCallback(
    (keyId) => {
      const pages = queryClient.getQueriesData<KeyPage>(trpc.keys.page.pathFilter())
      for (const [, page] of pages) {
        const row = page?.rows.find(({ id }) => id === keyId)
        if (row) return row.name
      }
      return null
    },
    [trpc, queryClient],
  )
}
