import { type KeyboardEvent, useEffect, useRef } from 'react'

/** How far Page Up and Page Down go, in lines. */
const PAGE = 10

interface LineKeysOptions {
  lines: number
  scrollTo(line: number): void
}

interface Target {
  line: number
  column: string | null
}

/**
 * Arrow keys, Page Up and Down, Home and End lead from a control to the same one of another line, however
 * far that is: a line that is not drawn yet gets the focus when it is.
 */
export function useLineKeys({ lines, scrollTo }: LineKeysOptions) {
  const table = useRef<HTMLDivElement>(null)
  const wanted = useRef<Target | null>(null)
  // After each drawing: the line may have come with it.
  useEffect(() => {
    if (wanted.current && focusOn(table.current, wanted.current)) wanted.current = null
  })
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const from = isOurs(event) ? placeOf(event.target) : null
    const line = from && lineAfter(event.key, { line: from.line, lines })
    if (!from || line === null) return
    event.preventDefault()
    const target = { line, column: from.column }
    scrollTo(line)
    if (!focusOn(table.current, target)) wanted.current = target
  }
  return { table, onKeyDown }
}

/** What a menu or a popover is for is none of ours, though React tells of it here. */
function isOurs(event: KeyboardEvent<HTMLDivElement>): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false
  return event.target instanceof Node && event.currentTarget.contains(event.target)
}

/** Where in the table something is; `null` outside its lines. */
function placeOf(target: EventTarget): Target | null {
  if (!(target instanceof HTMLElement)) return null
  const line = target.closest<HTMLElement>('[data-line]')?.dataset['line']
  const column = target.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? null
  return line === undefined ? null : { line: Number(line), column }
}

/** `null` for a key that leads nowhere. */
function lineAfter(key: string, { line, lines }: { line: number; lines: number }): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE,
    PageUp: -PAGE,
    Home: -lines,
    End: lines,
  }
  const step = steps[key]
  if (step === undefined) return null
  return Math.min(lines - 1, Math.max(0, line + step))
}

/** Answers whether the line was there to be focused. */
function focusOn(table: HTMLElement | null, { line, column }: Target): boolean {
  const row = table?.querySelector<HTMLElement>(`[data-line="${line}"]`)
  if (!row) return false
  const cell = column === null ? null : row.querySelector(`[data-column="${column}"]`)
  const control = cell?.querySelector<HTMLElement>('button, input') ?? row
  control.focus({ preventScroll: true })
  return true
}
