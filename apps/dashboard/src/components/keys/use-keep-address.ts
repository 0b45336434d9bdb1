import { useEffect } from 'react'
import { arrive, setOut } from '../../lib/change-search'

/** Where links are followed, the address is written before, and then left alone until the page is gone. */
export function useKeepAddress(): void {
  useEffect(() => {
    window.addEventListener('click', followLink, { capture: true })
    window.addEventListener('popstate', arrive)
    return () => {
      window.removeEventListener('click', followLink, { capture: true })
      window.removeEventListener('popstate', arrive)
      arrive()
    }
  }, [])
}

function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.href || link.target || link.hasAttribute('download')) return
  // These open it elsewhere, or save it.
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  setOut(link.href)
}
