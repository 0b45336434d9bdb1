import type { ManagedKey } from '@itqan/keys-contract'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { type Failure, failureOf } from '../../lib/failure'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { useTRPC } from '../../trpc/client'
import { useRefreshKeys } from './use-refresh-keys'

interface RemoveKey {
  remove: (key: ManagedKey) => void
  failure: Failure | null
  /** Forgets a failure, so that the next key does not begin with it. */
  forget: () => void
  isPending: boolean
}

/** Deletes a key, reads the list again, then calls `onDone`. A key already gone counts as deleted. */
export function useRemoveKey(onDone: () => void): RemoveKey {
  const t = useTranslations('remove')
  const trpc = useTRPC()
  const refresh = useRefreshKeys()
  const once = useOneAtATime()
  const { mutateAsync, error, reset, isPending } = useMutation(
    trpc.keys.remove.mutationOptions({
      onSuccess: refresh,
      onError: (failed) => (isGone(failed) ? refresh() : undefined),
    }),
  )

  async function remove({ id, name }: ManagedKey) {
    const failed = await mutateAsync({ keyId: id }).then(() => null, failureOf)
    if (failed && failed.kind !== 'gone') return
    onDone()
    toast(t('done', { name }))
  }

  return {
    remove: (key) => void once(() => remove(key)),
    failure: error && !isGone(error) ? failureOf(error) : null,
    forget: reset,
    isPending,
  }
}

function isGone(error: unknown): boolean {
  return failureOf(error).kind === 'gone'
}
