let leaving = false

/** True from a sign-out's start until the page is left: a 401 is then no expired session. */
export function isLeaving(): boolean {
  return leaving
}

export function startLeaving(): void {
  leaving = true
  // A page that the browser brings back must notice that its session is gone.
  window.addEventListener('pagehide', stopLeaving, { once: true })
}

export function stopLeaving(): void {
  leaving = false
}
