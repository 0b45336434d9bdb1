import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'

interface LineCellProps {
  /** Which column it is: arrow keys stay in it. */
  column: string
  /** Stands above the value on a phone, where the column's heading is not seen. */
  label?: string
  className?: string
  children: ReactNode
}

export function LineCell({ column, label, className, children }: LineCellProps) {
  return (
    <div role="cell" data-column={column} className={cn('min-w-0 lg:col-auto', className)}>
      {label ? (
        <span aria-hidden className="block truncate text-xs text-ink-soft lg:hidden">
          {label}
        </span>
      ) : null}
      {children}
    </div>
  )
}
