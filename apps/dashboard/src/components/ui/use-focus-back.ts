import { useState } from 'react'

/**
 * Gives the focus back to what had it when a dialog came: Radix does so for a trigger of its own alone.
 * A dialog that prevents the default puts the focus itself.
 */
export function useFocusBack(onCloseAutoFocus?: (event: Event) => void) {
  // While it is drawn for the first time nothing in it has taken the focus yet.
  const [opener] = useState(() => (typeof document === 'undefined' ? null : document.activeElement))
  return (event: Event) => {
    onCloseAutoFocus?.(event)
    if (event.defaultPrevented) return
    event.preventDefault()
    // What was clicked in a menu is gone with it.
    const target = opener?.isConnected ? opener : document.getElementById('content')
    if (target instanceof HTMLElement) target.focus()
  }
}
