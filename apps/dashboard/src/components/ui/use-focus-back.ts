import { useState } from 'react'

/** Puts the focus where it goes when a dialog closes; by default to what had it when the dialog came. */
export type ReturnFocus = (() => void) | undefined

/** For Radix's `onCloseAutoFocus`: by itself it gives the focus back to a trigger of its own alone. */
export function useFocusBack(returnFocus: ReturnFocus) {
  // While it is drawn for the first time nothing in it has taken the focus yet.
  const [opener] = useState(() => (typeof document === 'undefined' ? null : document.activeElement))
  return (event: Event) => {
    event.preventDefault()
    if (returnFocus) return returnFocus()
    // What was clicked in a menu is gone with it.
    const target = opener?.isConnected ? opener : document.getElementById('content')
    if (target instanceof HTMLElement) target.focus()
  }
}
