/**
 * Follows what happens after a click on a button: the answer tells whether its effect is still wanted, with
 * nothing else clicked and nothing else in focus since.
 */
export function followIntent(button: HTMLElement): () => boolean {
  // Safari's buttons take no focus from a click.
  const focused = document.activeElement
  const end = new AbortController()
  let isMeant = true
  const forget = () => {
    isMeant = false
  }
  window.addEventListener('click', forget, { capture: true, signal: end.signal })
  return () => {
    end.abort()
    const now = document.activeElement
    return isMeant && (now === button || now === focused || now === document.body)
  }
}
