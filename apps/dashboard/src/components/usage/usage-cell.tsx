import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'

interface UsageCellProps {
  /** Stands above the value on a phone, where the column's heading is not seen. */
  label: string
  className?: string
  children: ReactNode
}

export function UsageCell({ label, className, children }: UsageCellProps) {
  return (
    <td role="cell" className={cn('min-w-0 lg:px-3', className)}>
      <span aria-hidden className="block truncate text-xs text-ink-soft lg:hidden">
        {label}
      </span>
      {children}
    </td>
  )
}
