import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../trpc/client'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { ChainFacts } from './chain-facts'
import { ChainProblem } from './chain-problem'
import { VerifyNow } from './verify-now'

const POLL_MS = 10_000
const POLL_WHILE_VERIFYING_MS = 1_000

/** Whether the record can be believed: what is known of its chain, first of all. */
export function ChainState({ mayVerify }: { mayVerify: boolean }) {
  const t = useTranslations('audit.state')
  const trpc = useTRPC()
  const { data: state } = useQuery(
    trpc.audit.state.queryOptions(undefined, {
      refetchInterval: ({ state: { data } }) =>
        data?.verifying ? POLL_WHILE_VERIFYING_MS : POLL_MS,
    }),
  )
  if (!state) return <Skeleton className="h-28 w-full" />
  return (
    <section aria-label={t('label')} className="grid gap-3">
      {state.lastVerification?.problem ? (
        <ChainProblem problem={state.lastVerification.problem} />
      ) : null}
      {state.isInterrupted ? <Notice>{t('interrupted')}</Notice> : null}
      <div className="grid gap-4 rounded-lg border bg-surface p-4">
        <ChainFacts state={state} />
        {mayVerify ? <VerifyNow verifying={state.verifying} /> : null}
      </div>
    </section>
  )
}
