import { type BatchObservableResult, metrics, type Observable } from '@opentelemetry/api'
import type { Clock } from '../clock'
import type { Lessor } from '../lease/lessor'
import type { UseCounts } from '../lease/use-counts'
import type { Reporter } from '../reports/reporter'
import type { Snapshots } from '../sync/snapshots'
import type { WatchSupervisor } from '../sync/watch-supervisor'

export interface ObservedParts {
  snapshots: Snapshots
  watch: Pick<WatchSupervisor, 'state'>
  reporter: Pick<Reporter, 'totals'>
  lessor: Pick<Lessor, 'openLeases'>
  counts: UseCounts
  clock: Clock
}

/**
 * Has a client read whenever metrics are collected; nothing is counted twice, and without an SDK nothing
 * at all happens. The SDK must be there before the client. For the life of the process: what a client that
 * was closed has counted still counts, its last report above all.
 */
export function observeClient(parts: ObservedParts): void {
  const meter = metrics.getMeter('@itqan/keys-client')
  const instruments = instrumentsOf(meter)
  const observe = (result: BatchObservableResult) => {
    observeUses(parts, instruments, result)
    observeSnapshots(parts, instruments, result)
    observeReports(parts, instruments, result)
  }
  const observed: Observable[] = Object.values(instruments)
  meter.addBatchObservableCallback(observe, observed)
}

type Instruments = ReturnType<typeof instrumentsOf>

function instrumentsOf(meter: ReturnType<typeof metrics.getMeter>) {
  return {
    acquisitions: meter.createObservableCounter('keys.client.acquisitions', {
      description: 'Keys that were asked for, by whether there was one',
      unit: '{acquisition}',
    }),
    attempts: meter.createObservableCounter('keys.client.attempts', {
      description: 'Uses of keys that have ended, by outcome',
      unit: '{attempt}',
    }),
    leases: meter.createObservableGauge('keys.client.leases', {
      description: 'Keys in use now',
      unit: '{lease}',
    }),
    keys: meter.createObservableGauge('keys.client.keys', {
      description: 'Keys of the snapshot, by whether they may be used now',
      unit: '{key}',
    }),
    cooldowns: meter.createObservableGauge('keys.client.cooldowns', {
      description: 'Keys, quota pools and providers that rest, for one model or all',
      unit: '{cooldown}',
    }),
    age: meter.createObservableGauge('keys.client.snapshot.age', {
      description: 'Since the dashboard last confirmed the keys',
      unit: 's',
    }),
    lag: meter.createObservableGauge('keys.client.epoch.lag', {
      description: 'Epochs that were heard of, and are not in the snapshot yet',
      unit: '{epoch}',
    }),
    streams: meter.createObservableGauge('keys.client.streams', {
      description: 'Open streams of changes: 1, or 0 while the dashboard is polled',
      unit: '{stream}',
    }),
    pending: meter.createObservableGauge('keys.client.reports.pending', {
      description: 'Uses that are not reported yet',
      unit: '{use}',
    }),
    reported: meter.createObservableCounter('keys.client.reports', {
      description: 'Uses that the dashboard has counted (sent), or never will (dropped)',
      unit: '{use}',
    }),
  }
}

function observeUses(
  { counts, lessor }: ObservedParts,
  { acquisitions, attempts, leases }: Instruments,
  result: BatchObservableResult,
): void {
  for (const [provider, { granted, missed, ended }] of counts.all()) {
    const of = { 'keys.provider': provider }
    result.observe(acquisitions, granted, { ...of, 'keys.result': 'granted' })
    result.observe(acquisitions, missed, { ...of, 'keys.result': 'missed' })
    for (const [outcome, count] of Object.entries(ended)) {
      if (count > 0) result.observe(attempts, count, { ...of, 'keys.outcome': outcome })
    }
  }
  result.observe(leases, lessor.openLeases)
}

function observeSnapshots(
  { snapshots, clock }: ObservedParts,
  { keys, cooldowns, age, lag }: Instruments,
  result: BatchObservableResult,
): void {
  const now = clock.now()
  const steadyNow = clock.steady()
  for (const { provider, pool, epoch, confirmedAt } of snapshots.all()) {
    const of = { 'keys.provider': provider }
    const eligible = pool.eligibleCount(null, now)
    result.observe(keys, eligible, { ...of, 'keys.state': 'eligible' })
    result.observe(keys, pool.size - eligible, { ...of, 'keys.state': 'resting' })
    result.observe(cooldowns, pool.restingCount(), of)
    if (epoch === null) continue
    result.observe(age, (steadyNow - confirmedAt) / 1_000, of)
    result.observe(lag, Math.max(0, snapshots.heard() - epoch), of)
  }
}

function observeReports(
  { watch, reporter }: ObservedParts,
  { streams, pending, reported }: Instruments,
  result: BatchObservableResult,
): void {
  const { totals } = reporter
  result.observe(streams, watch.state === 'open' ? 1 : 0)
  result.observe(pending, totals.pending)
  result.observe(reported, totals.sent, { 'keys.result': 'sent' })
  result.observe(reported, totals.dropped, { 'keys.result': 'dropped' })
}
