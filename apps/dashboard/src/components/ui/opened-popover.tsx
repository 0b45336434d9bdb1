import type { ReactNode } from 'react'
import type { OpenedProps } from './opener'
import { Popover, PopoverContent, PopoverTrigger } from './popover'
import { StandIn } from './stand-in'

export interface PopoverProps {
  label: string
  isNarrow?: boolean
  children: ReactNode
}

/** The popover of a button that `createOpener` made. */
export function OpenedPopover(props: PopoverProps & OpenedProps) {
  const { button, popupId, open, onOpenChange, label, isNarrow = false, children } = props
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>
        <StandIn element={button} />
      </PopoverTrigger>
      <PopoverContent id={popupId} aria-label={label} isNarrow={isNarrow}>
        {children}
      </PopoverContent>
    </Popover>
  )
}
