import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import { Shortcut } from '../ui/shortcut'

interface PaletteItemProps {
  /** What it is found by, where its text is not unique. Default: its text. */
  value?: string
  /** Shown beside it. */
  shortcut?: string
  /** The whole list matches what is typed, whatever its text says. */
  isFound?: boolean
  onSelect(): void
  children: ReactNode
}

export function PaletteItem({
  value,
  shortcut,
  isFound = false,
  onSelect,
  children,
}: PaletteItemProps) {
  return (
    <Command.Item
      {...(value !== undefined && { value })}
      {...(isFound && { forceMount: true })}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center justify-between gap-3 rounded-md px-2.5 outline-none select-none data-[selected=true]:bg-sunken"
    >
      <span className="flex min-w-0 items-center gap-2">{children}</span>
      {shortcut ? <Shortcut keys={shortcut} /> : null}
    </Command.Item>
  )
}
