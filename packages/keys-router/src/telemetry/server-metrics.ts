import type { ReportInput } from '@itqan/keys-contract'
import { instrumentsOf } from './instruments'

/** Secrets without a name share one. */
const UNNAMED = 'unnamed'

/** In seconds. What answers from memory takes well under one of the usual milliseconds. */
const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]

const instruments = instrumentsOf('@itqan/keys-router', (meter) => ({
  calls: meter.createHistogram('keys.server.call.duration', {
    description: 'Calls of procedures, batched ones each by itself; of a stream, its opening',
    unit: 's',
    advice: { explicitBucketBoundaries: bounds },
  }),
  refusals: meter.createCounter('keys.server.refusals', {
    description: 'Requests of apps that were refused before any procedure ran',
    unit: '{request}',
  }),
  entries: meter.createCounter('keys.server.report.entries', {
    description: 'Entries of reports that were taken',
    unit: '{entry}',
  }),
  uses: meter.createCounter('keys.server.report.uses', {
    description: 'Uses that were counted, by outcome; a report that came twice counts once',
    unit: '{use}',
  }),
  streams: meter.createUpDownCounter('keys.server.streams', {
    description: 'Open streams of apps',
    unit: '{stream}',
  }),
}))

/** One call of a procedure, as it is counted. */
interface ObservedCall {
  service: 'keys' | 'console'
  /** Of the router: never what a caller made up. */
  procedure: string
  /** `null` for a person: people are not told apart. */
  app: string | null
  /** `null` when it went well. */
  errorType: string | null
  /** In milliseconds. */
  durationMs: number
}

/** For whatever answers a call without its procedure, too. */
export function countCall({ service, procedure, app, errorType, durationMs }: ObservedCall): void {
  instruments().calls.record(durationMs / 1_000, {
    'rpc.service': service,
    'rpc.method': procedure,
    ...(app !== null && { 'keys.app': app }),
    ...(errorType !== null && { 'error.type': errorType }),
  })
}

export const appName = (app: string | null): string => app ?? UNNAMED

export function countRefusal(errorType: string): void {
  instruments().refusals.add(1, { 'error.type': errorType })
}

export function countReport(
  app: string | null,
  { entries, isCounted }: { entries: ReportInput['entries']; isCounted: boolean },
): void {
  const of = { 'keys.app': appName(app) }
  instruments().entries.add(entries.length, of)
  if (!isCounted) return
  for (const { outcome, count } of entries) {
    instruments().uses.add(count, { ...of, 'keys.outcome': outcome })
  }
}

/** One stream more, or one less. */
export function countStreams(app: string | null, change: 1 | -1): void {
  instruments().streams.add(change, { 'keys.app': appName(app) })
}
