import { randomUUID } from 'node:crypto'
import {
  countsAgainstKey,
  type ListInput,
  type ListOutput,
  type Outcome,
  type PooledKey,
  type ReportInput,
  type ReportOutput,
} from '@itqan/keys-contract'
import { createKeysApi, httpLink, type HttpLinkOptions } from './link'
import { createPool } from './pool'
import { type LocalCounts, selectKey } from './select-key'
import { toClientError } from './to-client-error'

const DEFAULT_TIMEOUT_MS = 5_000

/** A change in the dashboard is seen by the next request after this time. */
const FRESH_FOR_MS = 100

/** How long the last known keys serve while the dashboard is away. */
const KEEP_FOR_MS = 15 * 60 * 1_000

/** How often a dashboard that is away is asked again. */
const PAUSE_MS = 5_000

export type KeysClientOptions = Omit<HttpLinkOptions, 'timeoutMs'> & {
  /** Longest wait for one request to the dashboard, in milliseconds. Default 5,000. */
  timeoutMs?: number
}

/** One use of a key, as the app saw it. */
export interface KeyUse {
  keyId: string
  outcome: Outcome
  model?: string
  /** What the provider said. The dashboard redacts and cuts it. */
  lastError?: string
}

/** An app's way to the pool. Make one for a process and share it. */
export interface KeysClient {
  /** The router's `list`, as it is. */
  list(input?: ListInput): Promise<ListOutput>
  /** The router's `report`, as it is. */
  report(input: ReportInput): Promise<ReportOutput>
  /**
   * The best key now: fewest errors, then least used. `null` when the pool has none (left).
   *
   * @throws KeysClientError when no list of keys could be had.
   * @example
   * const key = await client.select('gemini')
   */
  select(provider: string, options?: { exclude?: ReadonlySet<string> }): Promise<PooledKey | null>
  /** Counts one use and sends it. Never throws; answers whether the dashboard has stored it. */
  reportUse(use: KeyUse): Promise<boolean>
}

/**
 * @example
 * const client = createKeysClient({ url: 'https://dashboard.example', secret })
 */
export function createKeysClient(options: KeysClientOptions): KeysClient {
  const api = createKeysApi(httpLink({ timeoutMs: DEFAULT_TIMEOUT_MS, ...options }))
  const local = new Map<string, LocalCounts>()

  const named = <T>(call: Promise<T>): Promise<T> =>
    call.catch((error: unknown) => {
      throw toClientError(error, options.url)
    })
  const list = (input: ListInput = {}) => named(api.list.query(input))
  const report = (input: ReportInput) => named(api.report.mutate(input))
  const pool = createPool({
    list,
    now: () => performance.now(),
    freshForMs: FRESH_FOR_MS,
    keepForMs: KEEP_FOR_MS,
    pauseMs: PAUSE_MS,
    // These counters are the dashboard's newest: a use still on its way there is missed, not doubled.
    onKeys: (keys) => keys.forEach((key) => local.delete(key.id)),
  })

  function countHere({ keyId, outcome }: KeyUse): void {
    const before = local.get(keyId) ?? { uses: 0, errors: 0 }
    local.set(keyId, {
      uses: before.uses + 1,
      errors: before.errors + (countsAgainstKey(outcome) ? 1 : 0),
    })
  }

  return {
    list,
    report,
    async select(provider, { exclude } = {}) {
      const keys = await pool.keysOf(provider)
      return selectKey({ keys, local, exclude, random: Math.random })
    },
    async reportUse(use) {
      countHere(use)
      try {
        const entry = { ...use, count: 1, lastUsedAt: new Date() }
        const { unknownKeyIds } = await report({ batchId: randomUUID(), entries: [entry] })
        return unknownKeyIds.length === 0
      } catch {
        return false
      }
    },
  }
}
