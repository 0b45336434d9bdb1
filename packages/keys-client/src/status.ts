import type { KeysClientErrorCode } from './errors'
import type { Lessor } from './lease/lessor'
import type { ReportTotals } from './reports/report-totals'
import type { Reporter } from './reports/reporter'
import type { Snapshots } from './sync/snapshots'
import type { StreamState, WatchSupervisor } from './sync/watch-supervisor'

export interface ProviderStatus {
  provider: string
  /** False: no key may be given out before the dashboard answers. */
  isReady: boolean
  keys: number
  epoch: number | null
  /** Since the dashboard last confirmed the keys, in milliseconds; `null` before it first did. */
  ageMs: number | null
  /** Why the last request failed; `null` after a good one. */
  failure: KeysClientErrorCode | null
}

/** How a client is doing. */
export interface ClientStatus {
  stream: StreamState
  providers: ProviderStatus[]
  reports: ReportTotals
  /** Leases that were not ended yet. */
  openLeases: number
}

export function describeStatus(parts: {
  snapshots: Snapshots
  watch: WatchSupervisor
  reporter: Reporter
  lessor: Lessor
  steadyNow: number
}): ClientStatus {
  const { snapshots, watch, reporter, lessor, steadyNow } = parts
  return {
    stream: watch.state,
    providers: Array.from(snapshots.all(), (snapshot) => ({
      provider: snapshot.provider,
      isReady: snapshot.isUsable(steadyNow),
      keys: snapshot.pool.size,
      epoch: snapshot.epoch,
      ageMs: snapshot.epoch === null ? null : Math.round(steadyNow - snapshot.confirmedAt),
      failure: snapshot.failure?.code ?? null,
    })),
    reports: reporter.totals,
    openLeases: lessor.openLeases,
  }
}
