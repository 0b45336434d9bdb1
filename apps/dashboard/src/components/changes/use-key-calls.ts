import type { ChangedKeys, KeyChanges, KeyTest } from '@itqan/keys-contract'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '../../trpc/client'
import { useRefreshKeys } from '../keys/use-refresh-keys'

/** What can be asked of the server about keys. The list is read again before an answer is passed on. */
export interface KeyCalls {
  setActive(keyIds: string[], isActive: boolean): Promise<ChangedKeys>
  resetErrors(keyIds: string[]): Promise<ChangedKeys>
  clearCooldowns(keyIds: string[]): Promise<ChangedKeys>
  update(keyIds: string[], changes: KeyChanges): Promise<ChangedKeys>
  remove(keyIds: string[]): Promise<ChangedKeys>
  undoRemove(keyIds: string[]): Promise<ChangedKeys>
  test(keyId: string): Promise<KeyTest>
}

/** The same object for as long as the page stands: rows that are given it are not drawn again. */
export function useKeyCalls(): KeyCalls {
  const { keys } = useTRPC()
  const queryClient = useQueryClient()
  const onSuccess = useRefreshKeys()
  return useMemo(() => {
    const mutations = queryClient.getMutationCache()
    // Through the cache of mutations: what is pending there is laid over the list, and a session that
    // has ended is noticed there.
    const setActive = keys.setActive.mutationOptions({ onSuccess })
    const resetErrors = keys.resetErrors.mutationOptions({ onSuccess })
    const clearCooldowns = keys.clearCooldowns.mutationOptions({ onSuccess })
    const update = keys.update.mutationOptions({ onSuccess })
    const remove = keys.remove.mutationOptions({ onSuccess })
    const undoRemove = keys.undoRemove.mutationOptions({ onSuccess })
    const test = keys.test.mutationOptions()
    return {
      setActive: (keyIds, isActive) =>
        mutations.build(queryClient, setActive).execute({ keyIds, isActive }),
      resetErrors: (keyIds) => mutations.build(queryClient, resetErrors).execute({ keyIds }),
      clearCooldowns: (keyIds) => mutations.build(queryClient, clearCooldowns).execute({ keyIds }),
      update: (keyIds, changes) =>
        mutations.build(queryClient, update).execute({ keyIds, changes }),
      remove: (keyIds) => mutations.build(queryClient, remove).execute({ keyIds }),
      undoRemove: (keyIds) => mutations.build(queryClient, undoRemove).execute({ keyIds }),
      test: (keyId) => mutations.build(queryClient, test).execute({ keyId }),
    }
  }, [keys, queryClient, onSuccess])
}
