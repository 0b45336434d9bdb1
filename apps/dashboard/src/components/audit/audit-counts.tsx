import type { AuditFilter } from '@itqan/keys-contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useTRPC } from '../../trpc/client'

/** How many entries there are of what is looked for. */
export function AuditCounts({ filter }: { filter: AuditFilter }) {
  const t = useTranslations('audit.counts')
  const format = useFormatter()
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.audit.counts.queryOptions(filter, { placeholderData: keepPreviousData }),
  )
  const chosen = filter.actions
  const counted = data?.counts.filter(
    ({ action }) => !chosen || chosen.some((one) => one === action),
  )
  const count = counted?.reduce((sum, one) => sum + one.count, 0)
  return (
    <p className="min-h-5 text-[13px] text-ink-soft" aria-live="polite">
      {count === undefined ? null : t('title', { count })}
      {data?.since ? (
        <> {t('since', { since: format.dateTime(data.since, { dateStyle: 'medium' }) })}</>
      ) : null}
    </p>
  )
}
