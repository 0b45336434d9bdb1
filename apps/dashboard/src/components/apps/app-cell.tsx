import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'
import { CellLabel } from '../ui/cell-label'

interface AppCellProps {
  /** The column's heading. */
  label?: string
  /** Its button is higher than a line of text, and needs less room around it. */
  isTight?: boolean
  className?: string
  children: ReactNode
}

export function AppCell({ label, isTight = false, className, children }: AppCellProps) {
  return (
    <td role="cell" className={cn('min-w-0', isTight ? 'lg:py-1' : 'lg:px-3 lg:py-2.5', className)}>
      {label ? <CellLabel text={label} /> : null}
      {children}
    </td>
  )
}
