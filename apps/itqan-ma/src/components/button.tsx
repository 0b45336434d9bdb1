import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const buttonLook = cva(
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-[3px] font-semibold transition-colors',
  {
    variants: {
      look: {
        solid:
          'border border-accent bg-accent px-6 text-on-accent hover:border-ink hover:bg-ink hover:text-paper',
        outline: 'border border-accent px-6 text-accent hover:bg-accent hover:text-on-accent',
        quiet: 'px-3 text-sm text-ink-soft hover:text-ink',
      },
    },
    defaultVariants: { look: 'solid' },
  },
)

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonLook>

export function Button({ look, className, type = 'button', ...props }: ButtonProps) {
  return <button type={type} className={cn(buttonLook({ look }), className)} {...props} />
}
