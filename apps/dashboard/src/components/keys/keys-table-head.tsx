import { useTranslations } from 'next-intl'
import { cn } from '../../lib/cn'

const columns = [
  { id: 'name', className: 'w-[20%] lg:ps-0' },
  { id: 'key', className: 'w-33' },
  { id: 'active', className: 'w-18' },
  { id: 'uses', className: 'w-28 text-end' },
  { id: 'errors', className: 'w-22 text-end' },
  { id: 'lastUsed', className: 'w-44 lg:ps-8' },
  { id: 'lastError', className: '' },
  { id: 'actions', className: 'w-12' },
] as const

export function KeysTableHead() {
  const t = useTranslations('keys.columns')
  return (
    <thead role="rowgroup" className="max-lg:sr-only">
      <tr role="row">
        {columns.map(({ id, className }) => (
          <th
            key={id}
            role="columnheader"
            scope="col"
            className={cn(
              'sticky top-0 z-10 bg-paper px-3 py-2 text-start text-[13px] font-medium text-ink-soft',
              className,
            )}
          >
            <span className={id === 'actions' ? 'sr-only' : undefined}>{t(id)}</span>
          </th>
        ))}
      </tr>
    </thead>
  )
}
