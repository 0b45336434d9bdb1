import type { AuditProgress } from '@itqan/keys-contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ShieldCheckIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { failureOf } from '../../lib/failure'
import { toast } from '../../lib/toast'
import { useTRPC } from '../../trpc/client'
import { useFailureText } from '../shell/use-failure-text'
import { Button } from '../ui/button'

/** Goes on behind the page: whoever leaves it finds the result later. */
export function VerifyNow({ verifying }: { verifying: AuditProgress | null }) {
  const t = useTranslations('audit.state')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const failureText = useFailureText()
  const verify = useMutation(
    trpc.audit.verify.mutationOptions({
      onSuccess: ({ isStarted }) => {
        if (!isStarted) toast(t('alreadyRunning'))
      },
      onError: (error) => toast.error(failureText(failureOf(error))),
      onSettled: () => queryClient.invalidateQueries(trpc.audit.state.queryFilter()),
    }),
  )
  const isBusy = verifying !== null || verify.isPending
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        variant="outline"
        aria-busy={isBusy}
        disabled={isBusy}
        onClick={() => verify.mutate()}
      >
        <ShieldCheckIcon aria-hidden />
        {t('verify')}
      </Button>
      <div aria-live="polite" className="text-[13px] text-ink-soft">
        {verifying ? <Progress {...verifying} /> : null}
      </div>
    </div>
  )
}

function Progress({ rows, total }: AuditProgress) {
  const t = useTranslations('audit.state')
  if (total === 0) return t('starting')
  return (
    <span className="flex flex-wrap items-center gap-3">
      <progress value={rows} max={total} aria-label={t('starting')} className="h-1.5 w-40" />
      {t('verifying', { rows, total })}
    </span>
  )
}
