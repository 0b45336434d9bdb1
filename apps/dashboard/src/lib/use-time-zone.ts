import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** The browser's time zone, which the server cannot know: `null` until the page is hydrated. */
export function useTimeZone(): string | null {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  )
}
