import { randomUUID } from 'node:crypto'
import superjson from 'superjson'

export interface ReportLoad {
  url: string
  secret: string
  keyIds: readonly string[]
  /** Uses a second in all. */
  usesPerSecond: number
  seconds: number
}

export interface ReportResult {
  /** Uses that were acknowledged. */
  sent: number
  calls: number
  /** How long each call took, in milliseconds. */
  latencies: number[]
  failed: number
  /** From the first call to the last answer, in milliseconds. */
  tookMs: number
}

/** So many apps at most, each of which reports once a second as the client does. */
const MAX_APPS = 100

/** Most keys that one app used in a second. */
const MAX_KEYS = 10

/** Reports uses as so many apps would: what one used in a second goes in one batch. */
export async function loadReports(load: ReportLoad): Promise<ReportResult> {
  const { usesPerSecond, seconds } = load
  const apps = Math.min(MAX_APPS, Math.max(1, usesPerSecond))
  const started = performance.now()
  const result: ReportResult = { sent: 0, calls: 0, latencies: [], failed: 0, tookMs: 0 }

  async function runApp(app: number): Promise<void> {
    const uses = Math.floor(usesPerSecond / apps)
    for (let second = 0; second < seconds; second += 1) {
      const due = started + second * 1_000 + (app / apps) * 1_000
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
      await send(app, uses)
    }
  }

  async function send(app: number, uses: number): Promise<void> {
    const kinds = Math.min(MAX_KEYS, uses)
    const entries = Array.from({ length: kinds }, (_, index) => ({
      keyId: load.keyIds[(app * MAX_KEYS + index) % load.keyIds.length] ?? '',
      outcome: 'ok',
      count: Math.floor(uses / kinds) + (index < uses % kinds ? 1 : 0),
      lastUsedAt: new Date(),
    }))
    const begun = performance.now()
    const response = await fetch(`${load.url}/api/internal/trpc/report`, {
      method: 'POST',
      headers: { authorization: `Bearer ${load.secret}`, 'content-type': 'application/json' },
      body: superjson.stringify({ batchId: randomUUID(), entries }),
    })
    await response.arrayBuffer()
    result.calls += 1
    result.latencies.push(performance.now() - begun)
    if (response.ok) result.sent += uses
    else result.failed += 1
  }

  await Promise.all(Array.from({ length: apps }, (_, app) => runApp(app)))
  result.tookMs = performance.now() - started
  return result
}
