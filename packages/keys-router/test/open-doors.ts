import type {
  AuditEvent,
  AuditSink,
  ChangeFeed,
  ChangeListener,
  ConsolePorts,
  KeyStore,
  Origin,
  RateLimiter,
  ReportedBy,
} from '../src'

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

/** A feed that tells what the test tells those who listen. */
export function createToldFeed(): { feed: ChangeFeed; listeners: Set<ChangeListener> } {
  const listeners = new Set<ChangeListener>()
  const feed: ChangeFeed = {
    subscribe: async (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribers: () => listeners.size,
  }
  return { feed, listeners }
}

const unused = () => Promise.reject(new Error('not part of this test'))

/** A store of which a test names what it needs. */
export const storeWith = (needed: Partial<KeyStore>): KeyStore => ({
  list: unused,
  changes: unused,
  report: unused,
  providers: unused,
  resetErrors: unused,
  ...needed,
})

/** What fails whatever is asked of it: for ports that a test has no business with. */
const unexpected = <T extends object>() =>
  new Proxy({} as T, {
    get: (_target, name) => () => {
      throw new Error(`${String(name)} was not expected`)
    },
  })

/** What the console stands on, of which a test names what it needs. */
export function consolePorts(ports: Partial<ConsolePorts> = {}): ConsolePorts {
  return {
    apps: unexpected(),
    keys: unexpected(),
    liveKeys: unexpected(),
    transfer: unexpected(),
    passwords: unexpected(),
    people: unexpected(),
    profiles: unexpected(),
    reveals: unlimited,
    tester: unexpected(),
    tests: unlimited,
    usage: unexpected(),
    order: unexpected(),
    audit: deafAudit,
    auditReader: unexpected(),
    auditVerifier: unexpected(),
    ...ports,
  }
}

export const everyProvider: ReportedBy = { provider: null, app: null }

/** Prints a figure beside a test's result. No test depends on it. */
export function figure(text: string): void {
  process.stdout.write(`${text}\n`)
}
