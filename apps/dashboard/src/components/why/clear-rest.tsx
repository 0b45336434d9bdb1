import type { WhyKey } from '@itqan/keys-contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { failureOf } from '../../lib/failure'
import { toast } from '../../lib/toast'
import { useTRPC } from '../../trpc/client'
import { useFailureText } from '../shell/use-failure-text'
import { Button } from '../ui/button'
import { itemId } from './key-item'

interface ClearRestProps {
  item: WhyKey
  model: string | undefined
}

/** Ends what keeps a key back, its quota pool's rests included, for every app. */
export function ClearRest({ item, model }: ClearRestProps) {
  const t = useTranslations('why')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const failureText = useFailureText()
  const { keyId, name, quotaPool, rests } = item
  const clear = useMutation(
    trpc.keys.clearCooldowns.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.why.explain.queryFilter())
        toast(t('cleared', { name }))
        // The button is gone with the rest: the key itself is where one goes on.
        document.getElementById(itemId(keyId))?.focus()
      },
      onError: (error) => toast.error(failureText(failureOf(error))),
    }),
  )
  const isShared = quotaPool !== null && rests.some(({ scope }) => scope === 'pool_model')
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        variant="outline"
        size="small"
        aria-label={t('clearFor', { name })}
        aria-busy={clear.isPending}
        onClick={() => {
          if (!clear.isPending) clear.mutate({ keyIds: [keyId], ...(model && { model }) })
        }}
      >
        {clear.isPending ? t('clearing') : t('clear')}
      </Button>
      {isShared ? (
        <span className="text-[13px] text-ink-soft">
          {t('clearPool', { pool: `\u2068${quotaPool}\u2069` })}
        </span>
      ) : null}
    </div>
  )
}
