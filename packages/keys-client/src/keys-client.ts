import type {
  ListInput,
  ListOutput,
  PooledKey,
  ReportInput,
  ReportOutput,
} from '@itqan/keys-contract'
import type { Clock } from './clock'
import type { KeysClientEvent, Listener } from './events'
import type { UseKey } from './lease/attempt'
import type { Lease } from './lease/lease'
import type { WithKeyOptions } from './lease/with-key'
import type { HttpLinkOptions, KeysLink } from './link/link'
import type { Provider } from './provider-name'
import type { ReportTotals } from './reports/report-totals'
import type { KeyExplanation } from './selection/explain'
import type { StrategyName } from './selection/strategy'
import type { ClientStatus } from './status'
import type { SnapshotTimes } from './sync/snapshot-times'

type Transport =
  | Omit<HttpLinkOptions, 'timeoutMs' | 'clock'>
  /** Another way to the router than HTTP. */
  | { link: KeysLink }

export type KeysClientOptions = Transport & {
  /** Longest wait for one answer of the dashboard, in milliseconds. Default 5,000. */
  timeoutMs?: number
  /** How the best key is found. Default `least-errors`. */
  strategy?: StrategyName
  /** Longest wait for the first keys, in milliseconds. Default 5,000. */
  initTimeoutMs?: number
  /** A lease that nobody has ended is taken back after this time, in milliseconds. Default 10 min. */
  leaseTimeoutMs?: number
  /** False: no stream of changes, the dashboard is polled. Default true. */
  watch?: boolean
  /** How long snapshots are trusted. For trials: the defaults suit every app. */
  times?: Partial<SnapshotTimes>
  /**
   * Where dates (`now`), durations (`steady`) and timers come from. For trials. Default the system's:
   * setting its wall clock moves no wait, age or time-out, only when a rest is over.
   */
  clock?: Clock
  /** Uniform in [0, 1). Default `Math.random`. */
  random?: () => number
}

export interface AcquireOptions {
  /** The model that will be called: what rests for another model does not matter then. */
  model?: string
  /** Ends the wait for a key; and what it aborts later costs the key nothing. */
  signal?: AbortSignal
  /** Resting keys are waited for until then: a time, or milliseconds from now. Default: not at all. */
  deadline?: Date | number
}

/** An app's way to the pool. Make one for a process, share it, and close it at the end. */
export interface KeysClient extends AsyncDisposable {
  /**
   * Calls `fn` with the best key; when it fails in a way that another key can mend, with the next one:
   * five at most, those not counted that their answer rules out. Reports each use.
   *
   * @throws what `fn` threw last; NoKeyAvailable when no key is left; KeysClientError when no keys
   *   could be had or the deadline is over. A `Response` is returned as it is, whatever its status.
   * @example
   * const response = await keys.withKey('gemini', (key, { signal }) =>
   *   fetch(url, { method: 'POST', body, signal, headers: { 'x-goog-api-key': key } }),
   * )
   */
  withKey<T>(provider: Provider, fn: UseKey<T>): Promise<T>
  withKey<T>(provider: Provider, options: WithKeyOptions, fn: UseKey<T>): Promise<T>
  /**
   * The best key in hand. End it: `ok()`, `fail(error)` or `release()`, or let `using` release it.
   *
   * @throws NoKeyAvailable when nothing is left; KeysClientError when no keys could be had.
   */
  acquire(provider: Provider, options?: AcquireOptions): Promise<Lease>
  /** As `acquire` without any wait: `null` when there is no key, or none is known yet. */
  tryAcquire(provider: Provider, options?: Pick<AcquireOptions, 'model' | 'signal'>): Lease | null
  /**
   * The guide's call: the best key, or `null` when the pool has none. Tell how it went by its id.
   *
   * @throws KeysClientError when no keys could be had.
   */
  getApiKey(provider: Provider): Promise<PooledKey | null>
  /** The guide's call: how a key that `getApiKey` gave did. Never throws, never waits. */
  reportKeyUsage(keyId: string, success: boolean, error?: string): void
  /** Why each key of a provider may be used or not, the next one first. Holds no secret. */
  explain(provider: Provider, options?: { model?: string }): KeyExplanation[]
  /** How the client is doing. Holds no secret. */
  status(): ClientStatus
  /** @returns how to stop listening. */
  on<E extends KeysClientEvent>(event: E, listener: Listener<E>): () => void
  /**
   * Resolves when the keys of these providers are there.
   *
   * @throws KeysClientError when they are not within `timeoutMs`, by default 5,000.
   */
  waitUntilReady(options: { providers: readonly Provider[]; timeoutMs?: number }): Promise<void>
  /** Sends what was not reported yet. */
  flush(): Promise<void>
  /** Resolves once all uses that have ended so far are counted: what a process may wait for at its end. */
  reported(): Promise<void>
  /**
   * Takes no more calls, lets those under way and open leases end, takes back what is still open,
   * reports what is left and lets everything go. Takes `timeoutMs` at most, by default 5,000.
   *
   * @returns where all uses of this client's life are: `sent`, `pending` or `dropped`.
   */
  close(options?: { timeoutMs?: number }): Promise<ReportTotals>
  /** The router's `list`, as it is. */
  list(input?: ListInput): Promise<ListOutput>
  /** The router's `report`, as it is. */
  report(input: ReportInput): Promise<ReportOutput>
}
