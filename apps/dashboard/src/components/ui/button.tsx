import type { ComponentProps } from 'react'
import { cn } from '../../lib/cn'

const base =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md text-sm font-medium whitespace-nowrap transition-colors disabled:pointer-events-none aria-busy:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0'

const variants = {
  solid: 'bg-ink text-on-ink hover:bg-ink/85',
  outline: 'border border-line-strong/60 bg-surface hover:bg-sunken',
  ghost:
    'text-ink-soft hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink',
  danger: 'bg-danger text-on-danger hover:bg-danger/85',
  accent: 'border border-accent bg-surface text-accent hover:bg-sunken',
}

const sizes = {
  default: 'h-9 px-3.5',
  large: 'h-10 px-3.5',
  small: 'h-8 px-3.5',
  narrow: 'h-9 px-2.5',
  icon: 'size-9',
  smallIcon: 'size-8',
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
}

export function Button({
  variant = 'solid',
  size = 'default',
  type = 'button',
  className,
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(base, variants[variant], sizes[size], className)}
      {...props}
    />
  )
}
