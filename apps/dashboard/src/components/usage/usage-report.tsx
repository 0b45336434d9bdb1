import type { Usage } from '@itqan/keys-contract'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { UsageView } from '../../lib/usage/drill-down'
import { groupsTable, seriesTable } from '../../lib/usage/usage-csv'
import { ChoiceSwitch } from './choice-switch'
import { ExportButton } from './export-button'
import { OutcomePatterns } from './outcome-patterns'
import { UsageGroups } from './usage-groups'
import { ChartsSkeleton } from './usage-skeleton'
import { UsageTotals } from './usage-totals'
import { useGroupings } from './use-options'

const UsageCharts = dynamic(() => import('./usage-charts').then((file) => file.UsageCharts), {
  ssr: false,
  loading: ChartsSkeleton,
})

interface UsageReportProps {
  usage: Usage
  view: UsageView
  onChange: (changed: Partial<UsageView>) => void
}

export function UsageReport({ usage, view, onChange }: UsageReportProps) {
  const t = useTranslations('usage')
  const groupings = useGroupings()
  // Until what was chosen has been read, what is shown is what was chosen before.
  const { range, by } = usage
  if (usage.groupCount === 0) return <p className="py-16 text-center text-ink-soft">{t('empty')}</p>
  const inside = (chosen: UsageView) => onChange({ ...chosen, range: view.range })
  return (
    <>
      <OutcomePatterns />
      <UsageTotals totals={usage.totals} />
      <UsageCharts usage={usage} />
      <div className="mt-2 flex justify-end">
        <ExportButton
          name={t('seriesCsv')}
          label={t('exportSeries')}
          fileName={`usage-${range}.csv`}
          table={() => seriesTable(usage)}
        />
      </div>
      <section aria-label={t(`captions.${by}`)} className="mt-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <ChoiceSwitch
            label={t('groupBy')}
            value={view.by}
            options={groupings}
            onChange={(chosen) => onChange({ by: chosen })}
          />
          <ExportButton
            name={t('groupsCsv')}
            label={t('exportGroups')}
            fileName={`usage-${range}-${by}.csv`}
            table={() => groupsTable(usage)}
          />
        </div>
        <UsageGroups usage={usage} view={{ ...view, range, by }} onChange={inside} />
      </section>
    </>
  )
}
