import type { AuditEvent, AuditSink, Origin, RateLimiter, Restriction } from '../src'

/** Bounds nobody. */
export const unlimited: RateLimiter = { take: async () => ({ isAllowed: true }) }

/** For what a test does beside what it looks at. */
export const someOrigin: Origin = {
  actor: { kind: 'system', name: 'test' },
  address: null,
  requestId: 'test',
}

/** Keeps nothing: for what a test does ten thousand times beside what it looks at. */
export const deafAudit: AuditSink = { append: async () => undefined }

/** Keeps events in memory. */
export function createMemoryAudit(): AuditSink & { events: AuditEvent[] } {
  const events: AuditEvent[] = []
  return { events, append: async (event) => void events.push(event) }
}

export const everyProvider: Restriction = { provider: null }

/** Prints a figure beside a test's result. No test depends on it. */
export function figure(text: string): void {
  process.stdout.write(`${text}\n`)
}
