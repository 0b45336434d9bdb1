import { Popover as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '../../lib/cn'
import { floatingPanel } from './floating'

export const Popover = Primitive.Root
export const PopoverTrigger = Primitive.Trigger

type ContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'className'> & {
  isNarrow?: boolean
}

export function PopoverContent({ isNarrow = false, ...props }: ContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="start"
        sideOffset={6}
        collisionPadding={16}
        className={cn(floatingPanel, 'max-w-[calc(100vw-2rem)] p-4', isNarrow ? 'w-72' : 'w-96')}
        {...props}
      />
    </Primitive.Portal>
  )
}
