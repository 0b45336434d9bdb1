import type { ManagedKey } from '@itqan/keys-contract'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { type Failure, failureOf } from '../../lib/failure'
import { useTRPC } from '../../trpc/client'
import { useRefreshKeys } from './use-refresh-keys'

interface RemoveKey {
  remove: (key: ManagedKey) => void
  failure: Failure | null
  /** Forgets a failure, so that the next key does not begin with it. */
  forget: () => void
  isPending: boolean
}

/** Deletes a key, reads the list again, then calls `onDone`. */
export function useRemoveKey(onDone: () => void): RemoveKey {
  const t = useTranslations('remove')
  const trpc = useTRPC()
  const refresh = useRefreshKeys()
  const { mutate, error, reset, isPending } = useMutation(
    trpc.keys.remove.mutationOptions({ onSuccess: refresh }),
  )

  function remove({ id, name }: ManagedKey) {
    if (isPending) return
    const onSuccess = () => {
      onDone()
      toast(t('done', { name }))
    }
    mutate({ keyId: id }, { onSuccess })
  }

  return { remove, failure: error && failureOf(error), forget: reset, isPending }
}
