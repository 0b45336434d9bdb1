import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from './dropdown-menu'
import type { OpenedProps } from './opener'
import { StandIn } from './stand-in'

interface OpenedMenuProps extends OpenedProps {
  className?: string
  children: ReactNode
}

/** The menu of a button that `createOpener` made. */
export function OpenedMenu(props: OpenedMenuProps) {
  const { button, popupId, open, onOpenChange, isByKey, className, children } = props
  const menu = useRef<HTMLDivElement>(null)
  return (
    <DropdownMenu open={open} onOpenChange={onOpenChange}>
      <DropdownMenuTrigger asChild>
        <StandIn element={button} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        ref={menu}
        id={popupId}
        aria-labelledby={button.id}
        {...(className !== undefined && { className })}
      >
        {isByKey ? <FirstChosen menu={menu} /> : null}
        {children}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

/** Radix chooses it by itself only if it was there when the key was pressed. */
function FirstChosen({ menu }: { menu: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const first = menu.current?.querySelector<HTMLElement>('[role^=menuitem]:not([data-disabled])')
    first?.focus({ preventScroll: true })
  }, [menu])
  return null
}
