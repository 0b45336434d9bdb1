import { UNDO_REMOVE_MS } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'
import type { Database } from '../database'
import { codeOf } from '../error-code'
import { forgetRemoved } from './remove-keys'

/**
 * Lets go, now and then, of what was kept of removed keys. Each process does: the one that removed a key
 * may be gone when its time is over.
 *
 * @returns what ends it.
 */
export function startForgettingRemovals(
  { prisma }: Database,
  log: Log,
  everyMs = UNDO_REMOVE_MS / 2,
): () => void {
  const timer = setInterval(() => {
    forgetRemoved(prisma).catch((error: unknown) => {
      log.error('what was kept of removed keys is kept longer', { code: codeOf(error) })
    })
  }, everyMs)
  // Nothing else may be kept open by it.
  timer.unref()
  return () => clearInterval(timer)
}
