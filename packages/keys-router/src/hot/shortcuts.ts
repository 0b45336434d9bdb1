import { listInputSchema, watchInputSchema } from '@itqan/keys-contract'
import type { Asked } from '../http/asked'
import { pathIn } from '../http/asked'
import type { ChangeFeed, KeyStore } from '../ports'
import { observeShortcut } from '../telemetry/observe-procedure'
import type { AppContext } from '../trpc'
import { createEventBytes } from './event-bytes'
import { createFreshReads } from './fresh-reads'
import type { Hot } from './hot-answer'
import { createListAnswers } from './list-answers'
import { serveList } from './serve-list'
import { serveWatch } from './serve-watch'
import { createSingleCallReader } from './single-call'

interface ShortcutOptions {
  /** Where the router is mounted. */
  endpoint: string
  store: KeyStore
  /** How long a stream may be quiet, in milliseconds. Default 15 s. */
  pingMs?: number | undefined
}

interface Visit {
  asked: Asked
  context: AppContext
  /** Whether somebody still waits for the answer. */
  isWanted: () => boolean
}

/** What is asked for most, answered without tRPC: once it is known who asks, and how often it may. */
export interface Shortcuts {
  /**
   * The answer, or the context with which tRPC is to give it: whatever is unusual, and whatever fails,
   * is told in tRPC's own words. What has failed fails there with the same cause, and is not tried again.
   */
  take(visit: Visit): Promise<Hot | AppContext>
}

export function createShortcuts({ endpoint, store, pingMs }: ShortcutOptions): Shortcuts {
  const list = { path: `${endpoint}/list`, schema: listInputSchema }
  const watch = { path: `${endpoint}/watch`, schema: watchInputSchema }
  const readListCall = createSingleCallReader(list)
  const readWatchCall = createSingleCallReader(watch)
  const answers = createListAnswers(store)
  const readChanges = createFreshReads((since: number | undefined) => store.changes(since))
  const bytes = createEventBytes()

  async function takeList({ asked, context }: Visit): Promise<Hot | AppContext> {
    const call = readListCall(asked)
    const { caller } = context
    if (!call || !caller?.scope.canRead) return context
    try {
      return await observeShortcut({ path: 'list', app: caller.app }, () =>
        serveList({ context, caller, call, answers }),
      )
    } catch (cause) {
      const failed: KeyStore = { ...context.store, list: () => Promise.reject(cause) }
      return { ...context, store: failed }
    }
  }

  async function takeWatch({ asked, context, isWanted }: Visit): Promise<Hot | AppContext> {
    const call = readWatchCall(asked)
    const { caller } = context
    if (!call || call.isBatched || !caller?.scope.canRead) return context
    const { input } = call
    const options = { context, caller, input, readChanges, bytes, pingMs, isWanted }
    try {
      const open = () => serveWatch(options)
      return (await observeShortcut({ path: 'watch', app: caller.app }, open)) ?? context
    } catch (cause) {
      const failed: ChangeFeed = { ...context.feed, subscribe: () => Promise.reject(cause) }
      return { ...context, feed: failed }
    }
  }

  return {
    take(visit) {
      const path = pathIn(visit.asked.target)
      if (path === list.path) return takeList(visit)
      return path === watch.path ? takeWatch(visit) : Promise.resolve(visit.context)
    },
  }
}
