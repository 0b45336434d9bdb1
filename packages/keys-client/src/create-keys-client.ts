import type { ListInput, ReportInput } from '@itqan/keys-contract'
import { systemClock } from './clock'
import { NoKeyAvailable } from './errors'
import { createEvents } from './events'
import type { KeysClient, KeysClientOptions } from './keys-client'
import { acquire, type AcquireContext, clientClosed, warm } from './lease/acquire'
import { createApiKeys } from './lease/api-keys'
import type { UseKey } from './lease/attempt'
import { deadlineOf } from './lease/deadline'
import { createLessor } from './lease/lessor'
import { createUseCounts } from './lease/use-counts'
import { withKey, type WithKeyOptions } from './lease/with-key'
import { createKeysApi, httpLink } from './link/link'
import { openWatch } from './link/open-watch'
import { toClientError } from './link/to-client-error'
import { withTimeout } from './link/with-timeout'
import { parseProvider, type Provider } from './provider-name'
import type { ReportTotals } from './reports/report-totals'
import { createReporter } from './reports/reporter'
import { explainPool } from './selection/explain'
import { createProviderPool } from './selection/provider-pool'
import { strategies } from './selection/strategy'
import { describeStatus } from './status'
import { createSnapshots } from './sync/snapshots'
import { defaultTimes } from './sync/snapshot-times'
import { createWatchSupervisor } from './sync/watch-supervisor'
import { detached, detachedClock } from './telemetry/active-span'
import { observeClient } from './telemetry/observe-client'
import { waitFor } from './wait'
import { createWakeups } from './wakeups'

const DEFAULT_TIMEOUT_MS = 5_000
const DEFAULT_LEASE_TIMEOUT_MS = 10 * 60_000

const none: WithKeyOptions = {}

/** What `close` keeps of its time for the last report, in milliseconds. */
const RESERVE_MS = 2_000

/**
 * @throws KeysClientError `rejected` when `url` or `secret` is none, or `url` is http:// beyond this
 * machine.
 * @example
 * const keys = createKeysClient({ url: 'https://dashboard.example', secret })
 */
export function createKeysClient(options: KeysClientOptions): KeysClient {
  const { strategy = 'least-errors', random = Math.random } = options
  const clock = detachedClock(options.clock ?? systemClock)
  const { initTimeoutMs = DEFAULT_TIMEOUT_MS, leaseTimeoutMs = DEFAULT_LEASE_TIMEOUT_MS } = options
  const site = { place: 'link' in options ? 'behind the link' : `at ${options.url}`, clock }
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const api = createKeysApi(
    'link' in options ? options.link : httpLink({ ...options, timeoutMs, clock }),
  )
  const ask = <T extends { epoch: number }>(
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> =>
    withTimeout({ clock, timeoutMs }, call)
      .then(recognise)
      .catch((error: unknown) => {
        throw toClientError(error, site)
      })
  const list = (input: ListInput = {}) => ask((signal) => api.list.query(input, { signal }))
  const report = (input: ReportInput) => ask((signal) => api.report.mutate(input, { signal }))

  const events = createEvents()
  const wakeups = createWakeups()
  const snapshots = createSnapshots({
    list,
    createPool: () =>
      createProviderPool({ strategy: strategies[strategy], random, onChange: wakeups.wake }),
    clock,
    random,
    events,
    times: { ...defaultTimes, ...options.times },
    onKeys: (isAcceptedAgain) => {
      if (options.watch !== false) detached(() => watch.start({ again: isAcceptedAgain }))
    },
  })
  const watch = createWatchSupervisor({
    open: (input, handlers) => openWatch({ api, site, input, handlers }),
    since: snapshots.epoch,
    onEvent: snapshots.apply,
    onGarbled: snapshots.resync,
    onRefused: snapshots.drop,
    onStreaming: snapshots.setStreaming,
    clock,
    random,
    events,
  })
  const reporter = createReporter({
    report,
    since: snapshots.epoch,
    onAnswer: snapshots.takeAnswer,
    onRefused: snapshots.resync,
    clock,
    random,
    events,
  })
  const counts = createUseCounts()
  const lessor = createLessor({ snapshots, reporter, counts, clock, random, leaseTimeoutMs })
  observeClient({ snapshots, watch, reporter, lessor, counts, clock })
  const apiKeys = createApiKeys({ reporter, clock })
  const closings = createWakeups()
  const ends = createWakeups()
  let calls = 0
  let isClosed = false
  const context = {
    snapshots,
    lessor,
    wakeups,
    clock,
    initTimeoutMs,
    random,
    closings,
    isClosed: () => isClosed,
  }

  function open(provider: string): string {
    if (isClosed) throw clientClosed()
    return parseProvider(provider)
  }

  /** A call that has begun is let finish by `close`. */
  async function begun<T>(call: () => Promise<T>): Promise<T> {
    calls += 1
    try {
      return await call()
    } finally {
      calls -= 1
      if (isClosed) ends.wake()
    }
  }

  return {
    list,
    report,
    withKey<T>(provider: Provider, ...rest: [UseKey<T>] | [WithKeyOptions, UseKey<T>]): Promise<T> {
      const [given, fn] = rest.length === 1 ? [none, rest[0]] : rest
      return begun(() => withKey({ context, provider: open(provider), options: given, fn }))
    },
    acquire(provider, { model = null, signal, deadline } = {}) {
      return begun(async () => {
        const until = deadlineOf(deadline, clock)
        return acquire(context, open(provider), { model, signal, deadline: until })
      })
    },
    tryAcquire: (provider, { model = null, signal } = {}) =>
      lessor.tryTake(open(provider), { model, signal }) ?? lessor.miss(provider),
    async getApiKey(provider) {
      const name = open(provider)
      try {
        const lease = lessor.tryTake(name, { model: null })
        return apiKeys.hand(lease ?? (await begun(() => acquire(context, name, { model: null }))))
      } catch (error) {
        if (NoKeyAvailable.isInstance(error)) return null
        throw error
      }
    },
    reportKeyUsage: apiKeys.report,
    explain(provider, { model = null } = {}) {
      const snapshot = snapshots.peek(parseProvider(provider))
      return snapshot ? explainPool(snapshot.pool, { model, now: clock.now() }) : []
    },
    status: () => describeStatus({ snapshots, watch, reporter, lessor, steadyNow: clock.steady() }),
    on: events.on,
    async waitUntilReady({ providers, timeoutMs = DEFAULT_TIMEOUT_MS }) {
      const patient: AcquireContext = { ...context, initTimeoutMs: timeoutMs }
      await Promise.all(providers.map((provider) => warm(patient, open(provider), {})))
    },
    flush: reporter.flush,
    reported: reporter.reported,
    close,
    [Symbol.asyncDispose]: async () => void (await close()),
  }

  async function close({ timeoutMs = DEFAULT_TIMEOUT_MS } = {}): Promise<ReportTotals> {
    isClosed = true
    const until = clock.steady() + timeoutMs
    // Whoever waits for a key learns that none will come.
    closings.wake()
    // What has ended is not to wait for what has not; some time is left for the last uses.
    void reporter.flush()
    await untilIdle(until - Math.min(RESERVE_MS, timeoutMs / 2))
    watch.close()
    snapshots.close()
    lessor.releaseAll()
    lessor.close()
    return reporter.close(Math.max(0, until - clock.steady()))
  }

  async function untilIdle(until: number): Promise<void> {
    while ((calls > 0 || lessor.openLeases > 0) && clock.steady() < until) {
      const [call, lease] = [ends.next(), lessor.nextEnd()]
      await waitFor(Promise.race([call.promise, lease.promise]), { clock, until })
      call.cancel()
      lease.cancel()
    }
  }
}

/** Anything may answer in the dashboard's place: an epoch that is no number would undo the fence. */
function recognise<T extends { epoch: number }>(answer: T): T {
  if (!Number.isSafeInteger(answer.epoch)) throw new TypeError('Not an answer of the router')
  return answer
}
