/** In milliseconds. */
const TICK_MS = 100

/**
 * Calls `giveUp` after `ms` in which an answer could have been heard, and answers what stops that. While
 * this process computes it hears nothing: a stall counts as one tick, however long it was. So many lists
 * at once are slow, and not refused.
 */
export function startPatience(ms: number, giveUp: () => void): () => void {
  let left = ms
  let timer = setTimeout(tick, Math.min(TICK_MS, left))
  let immediate: NodeJS.Immediate | undefined

  // The clock is looked at before the network: what is there by now is heard first.
  function tick(): void {
    immediate = setImmediate(() => {
      left -= TICK_MS
      if (left > 0) timer = setTimeout(tick, Math.min(TICK_MS, left))
      else giveUp()
    })
  }

  return () => {
    clearTimeout(timer)
    clearImmediate(immediate)
  }
}
