import type { ReportInput, ReportOutput } from '@itqan/keys-contract'
import { backoffDelay, deliveryBackoff } from '../backoff'
import type { Clock, Timer } from '../clock'
import { KeysClientError } from '../errors'
import type { Events } from '../events'
import { waitFor } from '../wait'
import { type Batch, createBatch, partsOf, usesOf } from './batch'
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
  /** On their way, first to last. */
  let batches: Batch[] = []
  let recorded = 0
  let sent = 0
  let dropped = 0
  /** Whoever waits for so many uses to be delivered. */
  const waiting = new Set<{ uses: number; resolve: () => void }>()
  let failures = 0
  let pausedUntil = 0
  let flight: Promise<void> | null = null
  let timer: { at: number; timer: Timer } | null = null
  /** Other instances should know of something that was recorded. */
  let isHasty = false
  let isClosed = false
  let closing: Promise<ReportTotals> | null = null

  const pending = () => tally.uses + usesOf(batches.flatMap(({ entries }) => entries))
  const deliverAtExit = () => deliverFor(EXIT_MS)
  const hasWork = () => batches.length > 0 || !tally.isEmpty

  function tellWaiting(): void {
    for (const one of waiting) {
      if (!isClosed && sent + dropped < one.uses) continue
      waiting.delete(one)
      one.resolve()
    }
  }

  function plan(ms: number): void {
    const at = Math.max(clock.now() + ms, pausedUntil)
    if (isClosed || (timer && timer.at <= at)) return
    timer?.timer.cancel()
    const run = () => {
      timer = null
      void send()
    }
    timer = { at, timer: clock.after(at - clock.now(), run, { background: true }) }
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
    plan(isHasty || tally.uses >= FLUSH_AT_USES ? 0 : FLUSH_AFTER_MS * (0.8 + 0.4 * random()))
  }

  async function deliverAll(): Promise<void> {
    // Batches that failed go first: made anew at each failure, they would grow without end.
    if (!(await deliverBatches())) return
    isHasty = false
    // What is recorded from now on waits for its turn: else a busy client would never be done.
    while (!tally.isEmpty) batches.push(createBatch(tally.takeBatch()))
    await deliverBatches()
  }

  /** @returns whether none is left. */
  async function deliverBatches(): Promise<boolean> {
    for (;;) {
      const [batch] = batches
      if (!batch) return true
      if (isClosed || !(await deliver(batch))) return false
    }
  }

  /** @returns whether to go on with the next batch. */
  async function deliver(batch: Batch): Promise<boolean> {
    const epoch = since()
    try {
      const answer = await report({
        batchId: batch.id,
        entries: batch.entries.map(toReportEntry),
        ...(epoch === undefined ? {} : { since: epoch }),
      })
      batches = batches.filter((other) => other !== batch)
      failures = 0
      settle(batch, answer)
      tellWaiting()
      return true
    } catch (error) {
      if (KeysClientError.isInstance(error) && error.code === 'rejected') {
        isolate(batch)
        tellWaiting()
        return true
      }
      if (KeysClientError.isInstance(error) && error.code === 'unauthorized') onRefused()
      else batch.isDoubtful = true
      failures += 1
      const delay = backoffDelay({ failures, ...deliveryBackoff, random })
      const asked = KeysClientError.isInstance(error) ? (error.retryAfterMs ?? 0) : 0
      pausedUntil = clock.now() + Math.max(delay, asked)
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

  /** Puts the parts of a refused batch in its place, if it can be parted. */
  function isolate(batch: Batch): void {
    const parts = partsOf(batch)
    batches = [...parts, ...batches.filter((other) => other !== batch)]
    if (parts.length === 0) drop('rejected', batch.entries)
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
      // After a flight the next one is planned anyway.
      if (!flight && (!timer || isHasty || tally.uses === FLUSH_AT_USES)) planNext()
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
    const over = clock.now() + ms
    while (hasWork() && !isClosed && clock.now() < over) {
      await waitFor(send(), { clock, until: over })
      const until = Math.min(pausedUntil, over)
      if (hasWork() && until > clock.now()) await waitFor(null, { clock, until })
    }
  }
}
