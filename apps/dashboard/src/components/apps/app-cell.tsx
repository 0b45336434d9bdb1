import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'

interface AppCellProps {
  /** Stands above the value on a phone, where the column's heading is not seen. */
  label?: string
  /** Its button is higher than a line of text, and needs less room around it. */
  isTight?: boolean
  className?: string
  children: ReactNode
}

export function AppCell({ label, isTight = false, className, children }: AppCellProps) {
  return (
    <td role="cell" className={cn('min-w-0', isTight ? 'lg:py-1' : 'lg:px-3 lg:py-2.5', className)}>
      {label ? (
        <span aria-hidden className="block truncate text-xs text-ink-soft lg:hidden">
          {label}
        </span>
      ) : null}
      {children}
    </td>
  )
}
