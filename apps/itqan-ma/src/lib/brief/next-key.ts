import type { PooledKey } from '@itqan/keys-contract'
import { MAX_ATTEMPTS } from './limits'
import type { BriefDeps } from './ports'

export const PROVIDER = 'gemini'

/** The key to try now and for how long, or why there is none. */
export type NextKey =
  | { kind: 'key'; key: PooledKey; limitMs: number }
  | { kind: 'none'; reason: string }

/** Takes the best key not tried before, as long as the visitor's patience allows another try. */
export async function nextKey(options: {
  deps: BriefDeps
  tried: ReadonlySet<string>
  /** On the clock of `performance.now()`. */
  deadline: number
}): Promise<NextKey> {
  const { deps, tried, deadline } = options
  if (tried.size >= MAX_ATTEMPTS) return { kind: 'none', reason: 'attempts_spent' }
  try {
    const key = await deps.keys.select(PROVIDER, { exclude: tried })
    if (!key) return { kind: 'none', reason: tried.size > 0 ? 'every_key_failed' : 'no_key' }
    const limitMs = Math.min(deps.timeouts.attemptMs, deadline - performance.now())
    return limitMs > 0 ? { kind: 'key', key, limitMs } : { kind: 'none', reason: 'deadline' }
  } catch (error) {
    const cause = error instanceof Error ? error.message : 'unknown'
    return { kind: 'none', reason: `keys_unreachable: ${cause}` }
  }
}
