import type { ConsumerApps } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { cn } from '../../lib/cn'
import { AppRow } from './app-row'

const columns = [
  { id: 'app', className: 'w-[19%] lg:ps-0' },
  { id: 'state', className: 'w-[21%]' },
  { id: 'versions', className: '' },
  { id: 'streams', className: 'w-18', isNumber: true },
  { id: 'lastList', className: 'w-40 lg:ps-8' },
  { id: 'lastReport', className: 'w-36' },
  { id: 'behind', className: 'w-[13%]' },
  { id: 'actions', className: 'w-12' },
] as const

interface AppsTableProps extends ConsumerApps {
  onRotate: (app: string, opener: HTMLElement) => void
}

/** A table on a desk, stacked rows on a phone. Roles are written out: `display: grid` drops them. */
export function AppsTable({ apps, since, onRotate }: AppsTableProps) {
  const t = useTranslations('apps')
  return (
    <table
      role="table"
      className="mt-6 block w-full border-collapse lg:mt-4 lg:table lg:table-fixed"
    >
      <caption className="sr-only">{t('caption')}</caption>
      <thead role="rowgroup" className="max-lg:sr-only">
        <tr role="row" className="border-b">
          {columns.map(({ id, className, ...column }) => (
            <th
              key={id}
              role="columnheader"
              scope="col"
              className={cn(
                'px-3 py-2 text-[13px] font-medium text-ink-soft',
                'isNumber' in column ? 'text-end' : 'text-start',
                className,
              )}
            >
              <span className={id === 'actions' ? 'sr-only' : undefined}>{t(`columns.${id}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block lg:table-row-group">
        {apps.map((app) => (
          <AppRow key={app.app} app={app} since={since} onRotate={onRotate} />
        ))}
      </tbody>
    </table>
  )
}
