import { useEffect, useEffectEvent } from 'react'
import { tinykeys } from 'tinykeys'
import { destinationsFor } from '../../lib/destinations'
import { useGo } from '../../lib/use-go'

interface ShortcutsOptions {
  role: string
  onPalette(): void
  onHelp(): void
}

/** Whoever types means the letter, and whoever answers a dialog means the dialog. */
function isTaken({ target }: KeyboardEvent): boolean {
  if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return true
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  )
}

/** What the keyboard does on every page. */
export function useShortcuts({ role, onPalette, onHelp }: ShortcutsOptions): void {
  const goTo = useGo()
  const onKey = useEffectEvent((event: KeyboardEvent, act: () => void) => {
    if (isTaken(event)) return
    event.preventDefault()
    act()
  })
  const onCommandKey = useEffectEvent((event: KeyboardEvent) => {
    event.preventDefault()
    onPalette()
  })
  const help = useEffectEvent(onHelp)
  useEffect(() => {
    const pages = destinationsFor(role).map(({ href, letter }) => {
      const go = (event: KeyboardEvent) => onKey(event, () => goTo(href))
      return [`g ${letter}`, go] as const
    })
    return tinykeys(window, {
      ...Object.fromEntries(pages),
      '$mod+KeyK': (event) => onCommandKey(event),
      'Shift+?': (event) => onKey(event, help),
    })
  }, [role, goTo])
}
