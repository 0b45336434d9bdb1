import { useRef } from 'react'

/** Starts a task unless the one before still runs: what a double-click asks twice is done once. */
export function useOneAtATime(): (task: () => Promise<void>) => Promise<void> {
  // A ref: the state that the second click sees is a render late.
  const busy = useRef(false)
  return async (task) => {
    if (busy.current) return
    busy.current = true
    try {
      await task()
    } finally {
      busy.current = false
    }
  }
}
