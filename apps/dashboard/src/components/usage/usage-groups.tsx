import type { Usage } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { UsageView } from '../../lib/usage/drill-down'
import { figuresOf } from '../../lib/usage/figures'
import { GroupRow } from './group-row'

interface UsageGroupsProps {
  usage: Usage
  view: UsageView
  onChange: (view: UsageView) => void
}

const columns = [
  { name: 'name', className: 'text-start' },
  { name: 'calls', className: 'text-end' },
  { name: 'share', className: 'text-end' },
  { name: 'successRate', className: 'text-end' },
  { name: 'errors', className: 'text-start lg:ps-6' },
  { name: 'firstError', className: 'text-start' },
  { name: 'lastError', className: 'text-start' },
  { name: 'failures', className: 'w-36 text-start' },
] as const

/** A table on a desk, stacked rows on a phone. Roles are written out: `display: grid` drops them. */
export function UsageGroups({ usage, view, onChange }: UsageGroupsProps) {
  const t = useTranslations('usage')
  const { groups, groupCount, totals } = usage
  const { calls } = figuresOf(totals)
  const most = Math.max(...groups.map(({ outcomes }) => figuresOf(outcomes).calls))
  const apart = groups.filter(({ id }) => id !== null).length
  return (
    <table role="table" className="mt-2 block w-full border-collapse lg:table">
      <caption className="sr-only">{t(`captions.${view.by}`)}</caption>
      <thead role="rowgroup" className="max-lg:sr-only">
        <tr role="row" className="text-[13px] text-ink-soft">
          {columns.map(({ name, className }) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              className={`px-3 py-2 font-medium first:ps-0 last:pe-0 ${className}`}
            >
              {name === 'name' ? t(`by.${view.by}`) : t(`columns.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block lg:table-row-group">
        {groups.map((group) => (
          <GroupRow
            key={group.id === null ? 'others' : `=${group.id}`}
            {...{ group, view, onChange, most }}
            others={groupCount - apart}
            allCalls={calls}
          />
        ))}
      </tbody>
    </table>
  )
}
