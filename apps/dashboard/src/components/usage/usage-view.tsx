'use client'

import { useTranslations } from 'next-intl'
import { LoadFailure } from '../shell/load-failure'
import { ChoiceSwitch } from './choice-switch'
import { UsageFilters } from './usage-filters'
import { UsageReport } from './usage-report'
import { UsageSkeleton } from './usage-skeleton'
import { useRanges } from './use-options'
import { useUsage, useUsageChoices } from './use-usage'
import { useUsageView } from './use-usage-view'

export function UsageView() {
  const t = useTranslations('usage')
  const { view, change } = useUsageView()
  const { usage, error, isChanging, retry } = useUsage(view)
  const choices = useUsageChoices(view)
  const ranges = useRanges()
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <ChoiceSwitch
          label={t('range')}
          value={view.range}
          options={ranges}
          onChange={(range) => change({ range })}
        />
      </div>
      <UsageFilters view={view} choices={choices} onChange={change} />
      {usage && error ? (
        <p role="status" className="mt-4 text-danger">
          {t('stale')}
        </p>
      ) : null}
      {usage ? (
        <div aria-busy={isChanging} className="transition-opacity aria-busy:opacity-60">
          <UsageReport usage={usage} view={view} onChange={change} />
        </div>
      ) : error ? (
        <LoadFailure isPart title={t('failedTitle')} error={error} onRetry={retry} />
      ) : (
        <UsageSkeleton />
      )}
    </>
  )
}
