import type { KeySort } from '@itqan/keys-contract'
import { ArrowDownIcon, ArrowUpIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'
import { lineGrid, onlyWide, setApart } from './table-grid'

type Sort = KeySort['by']

const columns = [
  { id: 'name', sort: 'name' },
  { id: 'status', sort: 'status' },
  { id: 'quotaPool', sort: 'quotaPool', className: onlyWide },
  { id: 'uses', sort: 'uses', className: 'text-end' },
  { id: 'successRate', sort: 'successRate', className: 'text-end' },
  { id: 'sparkline', sort: null, className: cn(onlyWide, setApart) },
  { id: 'errors', sort: 'errors', className: 'text-end' },
  { id: 'lastUsed', sort: 'lastUsed', className: setApart },
  { id: 'lastError', sort: 'lastFailure' },
  { id: 'active', sort: null },
  { id: 'actions', sort: null, isHidden: true },
] as const satisfies readonly {
  id: string
  sort: Sort | null
  className?: string
  isHidden?: boolean
}[]

/** What is looked for first in a column: the most, the latest, and the start of the alphabet. */
const upwardsFirst: readonly Sort[] = ['name', 'status', 'quotaPool', 'successRate']

interface TableHeadProps {
  sort: KeySort
  onSort(sort: KeySort): void
  /** The box that ticks every key. */
  selectAll: ReactNode
}

export function TableHead({ sort, onSort, selectAll }: TableHeadProps) {
  const t = useTranslations('keys.columns')
  const next = (by: Sort): KeySort => ({
    by,
    isDescending: by === sort.by ? !sort.isDescending : !upwardsFirst.includes(by),
  })
  const Arrow = sort.isDescending ? ArrowDownIcon : ArrowUpIcon
  return (
    <div role="rowgroup" className="sticky top-0 z-20 bg-paper">
      <div
        role="row"
        aria-rowindex={1}
        className={cn(lineGrid, 'border-b py-1 text-[13px] text-ink-soft max-lg:flex')}
      >
        <div role="columnheader" className="flex items-center gap-2">
          {selectAll}
        </div>
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sortOf(column.sort, sort)}
            className={cn(
              'min-w-0 font-medium max-lg:sr-only',
              'className' in column && column.className,
            )}
          >
            {column.sort ? (
              <button
                type="button"
                onClick={() => onSort(next(column.sort))}
                className="inline-flex max-w-full items-center gap-1 rounded-sm py-1.5 hover:text-ink"
              >
                <span className="truncate">{t(column.id)}</span>
                {column.sort === sort.by ? (
                  <Arrow aria-hidden className="size-3.5 shrink-0 text-accent" />
                ) : null}
              </button>
            ) : (
              <span className={'isHidden' in column ? 'sr-only' : 'block truncate py-1.5'}>
                {t(column.id)}
              </span>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function sortOf(by: Sort | null, sort: KeySort) {
  if (by === null) return undefined
  if (by !== sort.by) return 'none' as const
  return sort.isDescending ? ('descending' as const) : ('ascending' as const)
}
