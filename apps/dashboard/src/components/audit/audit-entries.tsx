import { useFormatter, useTranslations } from 'next-intl'
import { MAX_NEWER } from '@itqan/keys-contract'
import { LoadFailure } from '../shell/load-failure'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { AuditEmpty } from './audit-empty'
import { AuditSkeleton } from './audit-skeleton'
import { EntryRow } from './entry-row'
import { useAuditEntries } from './use-audit-entries'
import type { AuditFilterState } from './use-audit-filter'

export function AuditEntries({ state }: { state: AuditFilterState }) {
  const t = useTranslations('audit')
  const { query, entries, newer, showNewer } = useAuditEntries(state.filter)
  if (!entries) {
    if (!query.error) return <AuditSkeleton />
    return (
      <LoadFailure
        isPart
        title={t('failedTitle')}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    )
  }
  return (
    <>
      <div aria-live="polite">{newer > 0 ? <Newer count={newer} onShow={showNewer} /> : null}</div>
      {entries.length > 0 ? (
        <ol aria-label={t('list.label')} className="divide-y rounded-lg border bg-surface">
          {entries.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} onlyKey={(key) => state.choose({ key })} />
          ))}
        </ol>
      ) : null}
      <Older query={query} isEmpty={entries.length === 0} isFiltered={state.isFiltered} />
    </>
  )
}

function Newer({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations('audit.list')
  const text = count > MAX_NEWER ? t('manyNewer', { count: MAX_NEWER }) : t('newer', { count })
  return (
    <Button variant="accent" className="w-full" onClick={onShow}>
      {text}
    </Button>
  )
}

interface OlderProps {
  query: ReturnType<typeof useAuditEntries>['query']
  isEmpty: boolean
  isFiltered: boolean
}

function Older({ query, isEmpty, isFiltered }: OlderProps) {
  const t = useTranslations('audit.list')
  const format = useFormatter()
  const searched = query.data?.pages.at(-1)?.searchedBackTo
  if (!query.hasNextPage) {
    if (isEmpty) return <AuditEmpty isFiltered={isFiltered} />
    return <p className="py-2 text-center text-[13px] text-ink-soft">{t('end')}</p>
  }
  return (
    <div className="grid justify-items-center gap-2 py-2">
      {query.isFetchNextPageError ? <Notice>{t('olderFailed')}</Notice> : null}
      {searched ? (
        <p className="text-[13px] text-ink-soft" aria-live="polite">
          {t('searched', {
            at: format.dateTime(searched, { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </p>
      ) : null}
      <Button
        variant="outline"
        aria-busy={query.isFetchingNextPage}
        disabled={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {query.isFetchingNextPage ? t('loading') : t(searched ? 'continue' : 'older')}
      </Button>
    </div>
  )
}
