import type { LiveEvent } from '@itqan/keys-contract'
import type { ChangeFeed, LiveKeys, LiveListener, Log } from '@itqan/keys-router'
import type { Database } from '../database'
import { codeOf } from '../error-code'
import { compareSights, hasDifferences } from './compare-sights'
import { createMemory, type Memory, readEvent } from './read-event'
import { readSight, type Sight } from './read-sight'

export interface LiveKeysOptions {
  /** Tells at once of what moves the epoch, and when nothing more can be told. */
  feed: ChangeFeed
  log: Log
  /** How often to look for what moves no epoch, counters above all, in milliseconds. Default 1,000. */
  pollMs?: number
}

/**
 * Follows the keys for all pages of this process with one reader: by the clock, and woken by the change
 * feed. It reads nothing while nobody watches.
 */
export function createLiveKeys({ prisma }: Database, options: LiveKeysOptions): LiveKeys {
  const { feed, log, pollMs = 1_000 } = options
  const listeners = new Set<LiveListener>()
  let seen: Sight | null = null
  let memory: Memory = createMemory()
  let looking: Promise<void> | null = null
  let isStale = false
  let stop: () => void = () => undefined

  async function look(): Promise<void> {
    isStale = false
    try {
      const before = seen
      const now = await readSight(prisma, before?.epoch ?? null)
      const differences = before && compareSights(before, now)
      if (differences && hasDifferences(differences)) {
        tell(memory.withoutOld(await readEvent(prisma, differences)))
      }
      // Only now: what could not be read is looked at again.
      seen = now
    } catch (error) {
      isStale = false
      // The feed ends everything where this lasts.
      log.error('live keys cannot be read', { code: codeOf(error) })
    }
  }

  function tell(event: LiveEvent): void {
    const isNews = event.changed.length + event.removed.length > 0 || event.isOverflow
    if (!isNews && !event.summary) return
    for (const listener of listeners) listener.onEvent(event)
  }

  function wake(): void {
    isStale = true
    if (looking || listeners.size === 0) return
    looking = look().finally(() => {
      looking = null
      if (isStale) wake()
    })
  }

  async function start(): Promise<void> {
    const timer = setInterval(wake, pollMs).unref()
    let leaveFeed: () => void = () => undefined
    stop = () => {
      clearInterval(timer)
      leaveFeed()
      seen = null
      memory = createMemory()
    }
    leaveFeed = await feed.subscribe({ onChange: wake, onEnd: endAll })
    // Whoever left meanwhile took the timer along.
    if (listeners.size === 0) leaveFeed()
  }

  function leave(listener: LiveListener): void {
    if (listeners.delete(listener) && listeners.size === 0) stop()
  }

  function endAll(): void {
    for (const listener of listeners) {
      leave(listener)
      listener.onEnd()
    }
  }

  /** What happened while the page was on its way. */
  async function catchUp(listener: LiveListener): Promise<void> {
    wake()
    await looking
    const ids = [...(seen?.versions.keys() ?? [])]
    if (ids.length === 0) return
    const event = await readEvent(prisma, { ids, targets: [], removed: [] })
    if (listeners.has(listener)) listener.onEvent(event)
  }

  return {
    async subscribe({ onEvent, onEnd }) {
      const listener = { onEvent, onEnd }
      listeners.add(listener)
      try {
        if (listeners.size === 1) await start()
        await catchUp(listener)
      } catch (error) {
        leave(listener)
        throw error
      }
      return () => leave(listener)
    },
  }
}
