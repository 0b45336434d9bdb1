import { CheckIcon } from 'lucide-react'
import { useLocale } from 'next-intl'
import { DropdownMenu as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { directionOf } from '../../i18n/locale'
import { cn } from '../../lib/cn'
import { floatingPanel } from './floating'

export const DropdownMenuTrigger = Primitive.Trigger
export const DropdownMenuRadioGroup = Primitive.RadioGroup

/**
 * Is told which way the language is written: its arrow keys follow it. The page behind stays as it is: a
 * modal menu would hide it from screen readers with all that can have the focus in it.
 */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root dir={directionOf(useLocale())} modal={false} {...props} />
}

const item =
  'relative flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm outline-none select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0'

export function DropdownMenuContent({
  className,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="end"
        sideOffset={6}
        className={cn(floatingPanel, 'min-w-44 p-1', className)}
        {...props}
      />
    </Primitive.Portal>
  )
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { danger?: boolean }

export function DropdownMenuItem({ danger = false, className, ...props }: ItemProps) {
  return <Primitive.Item className={cn(item, danger && 'text-danger', className)} {...props} />
}

export function DropdownMenuRadioItem({
  children,
  ...props
}: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(item, 'pe-9')} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute end-2.5">
        <CheckIcon className="text-accent" aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  )
}

export function DropdownMenuCheckboxItem({
  children,
  ...props
}: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(item, 'pe-9')} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute end-2.5">
        <CheckIcon className="text-accent" aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.CheckboxItem>
  )
}
