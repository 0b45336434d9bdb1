import { ChevronDownIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../../lib/cn'

// 16 px on phones: iOS zooms the page into anything smaller.
const control =
  'h-10 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base aria-invalid:border-danger sm:h-9 sm:text-sm'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(control, className)} {...props} />
}

/** The browser's own list: it is the best one on a phone and with a keyboard. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <div className="relative">
      <select className={cn(control, 'appearance-none pe-9', className)} {...props} />
      <ChevronDownIcon
        aria-hidden
        className="pointer-events-none absolute inset-e-3 top-1/2 size-4 -translate-y-1/2 text-ink-soft"
      />
    </div>
  )
}
