import type { ReportInput, ReportOutput } from '@itqan/keys-contract'
import { backoffDelay, deliveryBackoff } from '../backoff'
import type { Clock, Timer } from '../clock'
import { KeysClientError } from '../errors'
import type { Events } from '../events'
import { traceReport } from '../telemetry/report-trace'
import { waitFor } from '../wait'
import { type Batch, usesOf } from './batch'
import { createBatchQueue } from './batch-queue'
import { holdExitFor } from './hold-exit-for'
import type { ReportTotals } from './report-totals'
import { createTally, type TallyEntry, toReportEntry, type Use } from './tally'

/** Uses are sent this long after the first of them, with jitter, in milliseconds. */
const FLUSH_AFTER_MS = 1_000

/** So many uses are sent without a wait. */
const FLUSH_AT_USES = 100

/** A process that ends for want of work is held up for so long at most, in milliseconds. */
const EXIT_MS = 5_000

/** Brings uses to the dashboard, each counted once. */
export interface Reporter {
  readonly totals: ReportTotals
  /** @param isUrgent other instances should know soon. */
  record(use: Use, isUrgent: boolean): void
  /** Sends what there is. Resolves when all of it was sent, or with the first failure. */
  flush(): Promise<void>
  /** Resolves once all that was recorded so far is sent, or never will be. */
  reported(): Promise<void>
  /** Tries until all is sent or the time is over; after that nothing is sent any more. */
  close(timeoutMs: number): Promise<ReportTotals>
}

interface ReporterOptions {
  report: (input: ReportInput) => Promise<ReportOutput>
  /** The epoch from which the answer must tell cooldowns. */
  since: () => number | undefined
  onAnswer: (answer: ReportOutput, entries: readonly TallyEntry[]) => void
  clock: Clock
  random: () => number
  /** The dashboard does not accept the secret. */
  onRefused: () => void
  events: Events
}

export function createReporter(options: ReporterOptions): Reporter {
  const { report, since, onAnswer, onRefused, clock, random, events } = options
  const tally = createTally()
  const batches = createBatchQueue({ clock, random })
  let recorded = 0
  let sent = 0
  let dropped = 0
  /** Whoever waits for so many uses to be delivered. */
  const waiting = new Set<{ uses: number; resolve: () => void }>()
  let failures = 0
  let pausedUntil = -Infinity
  let flight: Promise<void> | null = null
  let timer: { at: number; timer: Timer } | null = null
  /** Other instances should know of something that was recorded. */
  let isHasty = false
  /** There is no time left to wait for what was refused. */
  let isLastCall = false
  let isClosed = false
  let closing: Promise<ReportTotals> | null = null

  const pending = () => tally.uses + batches.uses
  const deliverAtExit = () => deliverFor(EXIT_MS)
  const hasWork = () => !batches.isEmpty || !tally.isEmpty

  function tellWaiting(): void {
    for (const one of waiting) {
      if (!isClosed && sent + dropped < one.uses) continue
      waiting.delete(one)
      one.resolve()
    }
  }

  function plan(ms: number): void {
    const steadyNow = clock.steady()
    const at = Math.max(steadyNow + ms, pausedUntil)
    if (isClosed || (timer && timer.at <= at)) return
    timer?.timer.cancel()
    const run = () => {
      timer = null
      void send()
    }
    timer = { at, timer: clock.after(at - steadyNow, run, { background: true }) }
  }

  function send(): Promise<void> {
    timer?.timer.cancel()
    timer = null
    flight ??= deliverAll().finally(() => {
      flight = null
      planNext()
    })
    return flight
  }

  function planNext(): void {
    if (!hasWork()) return
    const isUrgent = isHasty || tally.uses >= FLUSH_AT_USES
    const pause = isUrgent ? 0 : FLUSH_AFTER_MS * (0.8 + 0.4 * random())
    plan(tally.isEmpty ? Math.max(pause, batches.dueAt - clock.steady()) : pause)
  }

  async function deliverAll(): Promise<void> {
    // Batches that failed go first: made anew at each failure, they would grow without end.
    if (!(await deliverBatches())) return
    isHasty = false
    // What is recorded from now on waits for its turn: else a busy client would never be done.
    while (!tally.isEmpty) batches.add(tally.takeBatch())
    await deliverBatches()
  }

  /** @returns whether none is left that may be tried now. */
  async function deliverBatches(): Promise<boolean> {
    for (;;) {
      const batch = batches.next({ isLastCall })
      if (!batch) return true
      if (isClosed || !(await deliver(batch))) return false
    }
  }

  /** @returns whether to go on with the next batch. */
  async function deliver(batch: Batch): Promise<boolean> {
    const epoch = since()
    try {
      const input = {
        batchId: batch.id,
        entries: batch.entries.map(toReportEntry),
        ...(epoch === undefined ? {} : { since: epoch }),
      }
      const answer = await traceReport(batch.entries, () => report(input))
      batches.remove(batch)
      failures = 0
      settle(batch, answer)
      tellWaiting()
      return true
    } catch (error) {
      if (KeysClientError.isInstance(error) && error.code === 'rejected') {
        if (batches.refuse(batch)) drop('rejected', batch.entries)
        tellWaiting()
        return true
      }
      if (KeysClientError.isInstance(error) && error.code === 'unauthorized') onRefused()
      else batch.isDoubtful = true
      failures += 1
      const delay = backoffDelay({ failures, ...deliveryBackoff, random })
      const asked = KeysClientError.isInstance(error) ? (error.retryAfterMs ?? 0) : 0
      pausedUntil = clock.steady() + Math.max(delay, asked)
      return false
    }
  }

  function settle({ entries }: Batch, answer: ReportOutput): void {
    const unknown = new Set(answer.unknownKeyIds)
    const lost = entries.filter(({ keyId }) => unknown.has(keyId))
    sent += usesOf(entries) - usesOf(lost)
    if (lost.length > 0) drop('unknown_key', lost)
    onAnswer(answer, entries)
  }

  function drop(reason: 'rejected' | 'unknown_key', entries: readonly TallyEntry[]): void {
    const uses = usesOf(entries)
    dropped += uses
    const keyIds = [...new Set(entries.map(({ keyId }) => keyId))]
    events.emit('report-dropped', { reason, uses, keyIds })
  }

  return {
    get totals() {
      return { sent, pending: pending(), dropped }
    },
    record(use, isUrgent) {
      recorded += 1
      tally.add(use)
      isHasty ||= isUrgent
      holdExitFor(deliverAtExit)
      const isTime = isHasty || tally.uses === 1 || tally.uses === FLUSH_AT_USES
      // After a flight the next one is planned anyway.
      if (!flight && (!timer || isTime)) planNext()
    },
    async flush() {
      // One that is under way may not hold the last uses.
      await flight
      await send()
    },
    async reported() {
      const uses = recorded
      if (isClosed || sent + dropped >= uses) return
      await new Promise<void>((resolve) => waiting.add({ uses, resolve }))
    },
    close: (timeoutMs) => (closing ??= finish(timeoutMs)),
  }

  async function finish(timeoutMs: number): Promise<ReportTotals> {
    await deliverFor(timeoutMs)
    isClosed = true
    timer?.timer.cancel()
    tellWaiting()
    return { sent, pending: pending(), dropped }
  }

  /** Tries until nothing is left or the time is over. */
  async function deliverFor(ms: number): Promise<void> {
    const over = clock.steady() + ms
    isLastCall = true
    while (hasWork() && !isClosed && clock.steady() < over) {
      await waitFor(send(), { clock, until: over })
      const until = Math.min(pausedUntil, over)
      if (hasWork() && until > clock.steady()) await waitFor(null, { clock, until })
    }
    isLastCall = false
  }
}
