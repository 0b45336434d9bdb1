import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'

interface CellProps {
  /** Stands above the value on a phone, where the column's heading is not seen. */
  label?: string
  className?: string
  children: ReactNode
}

export function Cell({ label, className, children }: CellProps) {
  return (
    <td role="cell" className={cn('min-w-0 lg:px-3 lg:py-0.5', className)}>
      {label ? (
        <span aria-hidden className="block truncate text-xs text-ink-soft lg:hidden">
          {label}
        </span>
      ) : null}
      {children}
    </td>
  )
}
