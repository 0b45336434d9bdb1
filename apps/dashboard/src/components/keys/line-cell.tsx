import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'
import { CellLabel } from '../ui/cell-label'

interface LineCellProps {
  /** Which column it is: arrow keys stay in it. */
  column: string
  /** The column's heading. */
  label?: string
  className?: string
  children: ReactNode
}

export function LineCell({ column, label, className, children }: LineCellProps) {
  return (
    <div role="cell" data-column={column} className={cn('min-w-0 lg:col-auto', className)}>
      {label ? <CellLabel text={label} /> : null}
      {children}
    </div>
  )
}
