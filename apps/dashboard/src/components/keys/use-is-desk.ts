import { useSyncExternalStore } from 'react'

/** Where the table has columns: Tailwind's `lg`. */
const DESK = '(min-width: 64rem)'

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(DESK)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** True on the server, which cannot know. */
export function useIsDesk(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(DESK).matches,
    () => true,
  )
}
