import { Popover as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '../../lib/cn'
import { floatingPanel } from './floating'

export const Popover = Primitive.Root
export const PopoverTrigger = Primitive.Trigger

export function PopoverContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="start"
        sideOffset={6}
        collisionPadding={16}
        className={cn(floatingPanel, 'w-96 max-w-[calc(100vw-2rem)] p-4', className)}
        {...props}
      />
    </Primitive.Portal>
  )
}
