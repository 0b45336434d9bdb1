import autocannon from 'autocannon'

/** How often it counts, in milliseconds. */
const SAMPLE_MS = 50

/** What asks for the keys of a provider, as often as it is answered. */
interface Load {
  url: string
  secret: string
  provider: string
  seconds: number
  connections: number
  /** Calls a second in all. Default: as many as are answered. */
  rate?: number
}

export interface ListLoad extends Load {
  /** The epoch that the callers have already. */
  since?: number
}

/** What came of it: answers a second, milliseconds, bytes an answer, refusals and failures. */
export interface ListResult {
  perSecond: number
  p50: number
  p99: number
  bytes: number
  failed: number
}

/** Asks `list`, as a client's first question does. */
export function loadLists(load: ListLoad): Promise<ListResult> {
  return loadPath(load, listPath(load))
}

/** Where `list` is, and what it is asked. */
export function listPath({ provider, since }: Pick<ListLoad, 'provider' | 'since'>): string {
  const input = { json: { provider, ...(since !== undefined && { since }) } }
  return `/api/internal/trpc/list?input=${encodeURIComponent(JSON.stringify(input))}`
}

/** Asks for a path of its own, by whatever answers at `url`. */
export async function loadPath(load: Omit<Load, 'provider'>, path: string): Promise<ListResult> {
  const result = await autocannon({
    url: `${load.url}${path}`,
    connections: load.connections,
    duration: load.seconds,
    // It ends with a sample.
    sampleInt: SAMPLE_MS,
    headers: { authorization: `Bearer ${load.secret}` },
    ...(load.rate !== undefined && { overallRate: load.rate }),
  })
  const answered = result['2xx']
  return {
    perSecond: answered / result.duration,
    // Of no answer it says 0.
    p50: answered > 0 ? result.latency.p50 : Number.NaN,
    p99: answered > 0 ? result.latency.p99 : Number.NaN,
    bytes: result.throughput.total / Math.max(1, answered),
    failed: result.non2xx + result.errors + result.timeouts,
  }
}
