/** One happening that is waited for. */
export interface Wakeup {
  promise: Promise<void>
  cancel: () => void
}

/** Tells whoever waits that something has happened. Costs nothing while nobody waits. */
export interface Wakeups {
  wake(): void
  next(): Wakeup
}

export function createWakeups(): Wakeups {
  const waiting = new Set<() => void>()
  return {
    wake() {
      if (waiting.size === 0) return
      const resolves = [...waiting]
      waiting.clear()
      for (const resolve of resolves) resolve()
    },
    next() {
      let resolve = () => {}
      const promise = new Promise<void>((done) => {
        resolve = done
        waiting.add(done)
      })
      return { promise, cancel: () => waiting.delete(resolve) }
    },
  }
}
