import { throttled } from './throttled'

/** Safari refuses more than a hundred changes in ten seconds, and Next adds its own to each of these. */
export const WRITE_MS = 250

/** A navigation that has not come by then is not waited for. */
export const LEAVE_MS = 10_000

type Change = (search: string) => string

interface Asked {
  pathname: string
  change: Change
  /** Called in the very task that changes the address, or that finds its page gone. */
  done: (() => void) | undefined
}

let asked: Asked[] = []

/** The page that is being left: were its address changed now, Next would forget where it goes. */
let leaving: string | null = null
let giveUp: ReturnType<typeof setTimeout> | undefined

const write = throttled(() => {
  const { pathname, search, hash } = window.location
  if (asked.length === 0 || leaving === pathname) return
  // Not the address of a page that was gone to meanwhile.
  const changes = asked.filter((one) => one.pathname === pathname)
  const heard = asked
  asked = []
  if (changes.length > 0) {
    const next = changes.reduce((now, { change }) => change(now), search.slice(1))
    window.history.replaceState(null, '', `${pathname}${next && '?'}${next}${hash}`)
  }
  for (const { done } of heard) done?.()
}, WRITE_MS)

/** Changes what stands after the `?` of the address: nothing is loaded, and no step back is added. */
export function changeSearch(change: Change, done?: () => void): void {
  asked.push({ pathname: window.location.pathname, change, done })
  write.soon()
}

/** Called before a navigation starts: what waits is written, for a step back to find it. */
export function setOut(href: string): void {
  const { pathname } = window.location
  if (asked.length > 0) write.now()
  if (new URL(href, window.location.href).pathname === pathname) return
  leaving = pathname
  clearTimeout(giveUp)
  giveUp = setTimeout(arrive, LEAVE_MS)
}

/** The navigation is over, or will not come. */
export function arrive(): void {
  clearTimeout(giveUp)
  leaving = null
  if (asked.length > 0) write.soon()
}
