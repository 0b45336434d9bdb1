'use client'

import { useTranslations } from 'next-intl'
import { AuditCounts } from './audit-counts'
import { AuditEntries } from './audit-entries'
import { AuditFilters } from './audit-filters'
import { ChainState } from './chain-state'
import { ExportLink } from './export-link'
import { useAuditFilter } from './use-audit-filter'

interface AuditViewProps {
  /** Whether this person may have the chain verified, and take the record away. */
  mayOperate: boolean
}

export function AuditView({ mayOperate }: AuditViewProps) {
  const t = useTranslations('audit')
  const state = useAuditFilter()
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="grid max-w-3xl gap-1">
          <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
          <p className="text-pretty text-ink-soft">{t('intro')}</p>
        </div>
        {mayOperate ? (
          <div className="ms-auto">
            <ExportLink params={state.params} />
          </div>
        ) : null}
      </header>
      <ChainState mayVerify={mayOperate} />
      <AuditFilters state={state} />
      <div className="grid gap-3">
        <AuditCounts filter={state.filter} />
        <AuditEntries state={state} />
      </div>
    </div>
  )
}
