import type { UsageGroup } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { UsageView } from '../../lib/usage/drill-down'
import { figuresOf } from '../../lib/usage/figures'

import { ErrorKinds } from './error-kinds'
import { FailureMoment } from './failure-moment'
import { FailureStrip } from './failure-strip'
import { GroupName } from './group-name'
import { OutcomeBar } from './outcome-bar'
import { UsageCell } from './usage-cell'
import { useUsageFormat } from './use-usage-format'

interface GroupRowProps {
  group: UsageGroup
  view: UsageView
  others: number
  /** Of the biggest group, and of all. */
  most: number
  allCalls: number
  onChange: (view: UsageView) => void
}

export function GroupRow({ group, view, others, most, allCalls, onChange }: GroupRowProps) {
  const t = useTranslations('usage')
  const { number, percent } = useUsageFormat()
  const { calls, successRate } = figuresOf(group.outcomes)
  return (
    <tr
      role="row"
      className="grid grid-cols-6 gap-x-3 gap-y-2 border-t py-3 lg:table-row [&>td]:align-top [&>th]:align-top lg:[&>*]:py-2.5"
    >
      <th role="rowheader" scope="row" className="col-span-6 text-start font-normal lg:w-[22%]">
        <GroupName group={group} view={view} others={others} onChange={onChange} />
        <div className="mt-1.5">
          <OutcomeBar counts={group.outcomes} most={most} />
        </div>
      </th>
      <UsageCell label={t('columns.calls')} className="col-span-2 font-medium lg:text-end">
        {number(calls)}
      </UsageCell>
      <UsageCell label={t('columns.share')} className="col-span-2 lg:text-end">
        {percent(allCalls === 0 ? null : calls / allCalls)}
      </UsageCell>
      <UsageCell label={t('columns.successRate')} className="col-span-2 lg:text-end">
        {percent(successRate)}
      </UsageCell>
      <UsageCell label={t('columns.errors')} className="col-span-6 lg:ps-6">
        <ErrorKinds counts={group.outcomes} />
      </UsageCell>
      <UsageCell
        label={t('columns.firstError')}
        className={group.firstErrorAt ? 'col-span-3' : 'max-lg:hidden'}
      >
        <Since at={group.firstErrorAt} view={view} />
      </UsageCell>
      <UsageCell
        label={t('columns.lastError')}
        className={group.lastErrorAt ? 'col-span-3' : 'max-lg:hidden'}
      >
        <Since at={group.lastErrorAt} view={view} />
      </UsageCell>
      <UsageCell
        label={t('columns.failures')}
        className={group.lastErrorAt ? 'col-span-6 lg:pe-0' : 'max-lg:hidden lg:pe-0'}
      >
        <FailureStrip series={group.series} />
      </UsageCell>
    </tr>
  )
}

function Since({ at, view }: { at: Date | null; view: UsageView }) {
  return at ? (
    <FailureMoment at={at} range={view.range} />
  ) : (
    <span className="text-ink-soft">—</span>
  )
}
