import { monitorEventLoopDelay } from 'node:perf_hooks'
import {
  consoleRouter,
  createConsoleHandler,
  createInternalHandlers,
  keysRouter,
  type Log,
} from '@itqan/keys-router'
import { createInProcessLink } from '@itqan/keys-router/in-process'
import { figure, someOrigin, unlimited } from '@itqan/keys-router/test-doubles'
import { hostileInputs, hostileValues, sample } from '@itqan/keys-router/test-hostile-inputs'
import { createTRPCUntypedClient, TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openConsole } from './open-console'
import { type InternalApi, SECRET, secretsOf, serveInternalApi } from './serve-internal-api'

declare module 'vitest' {
  interface ProvidedContext {
    fuzzRuns: number
  }
}

/** How many for each procedure: some for each change, 100,000 for a release. */
const RUNS = inject('fuzzRuns')
const isLong = RUNS > 1_000

/** So many are under way at once. Making them is not measured. */
const TOGETHER = 20

/** In milliseconds. */
const MAX_STALL_MS = 50

/** Node's own limit for a request's head. */
const MAX_HEAD_BYTES = 16 * 1024

const keyId = 'a3f1c9de-3f0e-4d55-9d7e-0f6a2f1b7c11'
const entry = {
  keyId,
  model: 'm',
  outcome: 'rate_limit',
  count: 1,
  lastUsedAt: '2026-11-22T00:00:00.000Z',
  lastError: 'x',
}

/** A right input of each, as JSON has it. */
const right: Record<string, object> = {
  list: { provider: 'gemini', since: 1 },
  providers: {},
  report: { batchId: keyId, since: 1, entries: [entry] },
  watch: { since: 1 },
  resetErrors: { keyId },
  'keys.list': {},
  'keys.create': { provider: 'gemini', name: 'one', key: 'AIza-fuzz-0000000000' },
  'keys.setActive': { keyIds: [keyId], isActive: true },
  'keys.resetErrors': { keyIds: [keyId] },
  'keys.remove': { keyIds: [keyId] },
  'keys.undoRemove': { keyIds: [keyId] },
  'keys.clearCooldowns': { keyIds: [keyId], model: 'm' },
  'keys.update': { keyIds: [keyId], changes: { provider: 'openai', weight: 2 } },
  'keys.test': { keyId },
  'keys.page': { text: 'x', sort: { by: 'name', isDescending: false }, limit: 10 },
  'keys.summary': { statuses: ['ready'], text: 'x' },
  'keys.ids': { providers: ['gemini'] },
  'keys.live': {},
  'apps.list': {},
  'audit.page': { filter: { actor: 'x', actions: ['keys.list'], text: 'x' }, limit: 10 },
  'audit.newer': { filter: { keyId, outcomes: ['ok'] }, after: 1 },
  'audit.counts': { provider: 'gemini', address: '::1' },
  'audit.keySet': { keySet: 'a'.repeat(64) },
  'audit.state': {},
  'audit.verify': {},
  'import.preview': { keys: [{ provider: 'gemini', key: 'AIza-fuzz-2222222222' }] },
  'import.add': { keys: [{ provider: 'gemini', name: 'two', key: 'AIza-fuzz-3333333333' }] },
  'reveal.key': { keyId },
  'reveal.confirmPassword': { password: 'a password' },
  'people.list': {},
  'people.invitations': {},
  'people.invite': { role: 'viewer', email: 'x@keys.example' },
  'people.revoke': { invitationId: keyId },
  'people.setRole': { personId: keyId, role: 'viewer' },
  'people.setDisabled': { personId: keyId, isDisabled: true },
  'people.remove': { personId: keyId },
  'people.unlock': { personId: keyId },
  'profile.read': {},
  'profile.endSession': { sessionId: keyId },
  'profile.endOtherSessions': {},
  'usage.read': { range: 'day', by: 'key', app: 'x', timeZone: 'Africa/Casablanca' },
  'usage.choices': { range: 'day' },
  'why.choices': {},
  'why.explain': { provider: 'gemini', model: 'm' },
}

/** Which of their texts are moments. */
const metaOf: Record<string, { meta: object }> = {
  report: { meta: { values: { 'entries.0.lastUsedAt': ['Date'] } } },
}

let api: InternalApi
let pagesPorts: Awaited<ReturnType<typeof openConsole>>
let send: (procedure: string, text: string) => Promise<Response>
let call: (procedure: string, value: unknown) => Promise<unknown>
const logged: unknown[] = []

beforeAll(async () => {
  api = await serveInternalApi()
  await api.store.create(
    { provider: 'gemini', name: 'one', key: 'AIza-fuzz-1111111111' },
    someOrigin,
  )
  const { store, feed, auditLog: audit } = api
  const log: Log = { error: (_message, fields) => void logged.push(fields) }
  const ports = { store, feed, audit, log, secrets: secretsOf(SECRET) }
  const internal = createInternalHandlers({ ...ports, limiter: unlimited })
  pagesPorts = await openConsole({ databaseUrl: api.databaseUrl, secrets: SECRET, log })
  const pages = createConsoleHandler({
    ports: { ...pagesPorts.ports, tester: { test: async () => null } },
    log,
    origins: ['https://keys.example'],
    getUser: async () => ({
      id: 'u',
      role: 'administrator',
      sessionId: 's',
      passwordAt: new Date(),
    }),
  })
  send = (procedure, text) => {
    const isConsole = procedure in consoleRouter._def.procedures
    const endpoint = `http://keys.test/api/${isConsole ? 'trpc' : 'internal/trpc'}/${procedure}`
    const handler = isConsole ? pages : internal.trpc
    const request = requestOf(endpoint, { type: typeOf(procedure), text })
    // As Node answers before anything of ours is asked.
    if (request.url.length > MAX_HEAD_BYTES)
      return Promise.resolve(new Response(null, { status: 431 }))
    return handler(request)
  }
  const client = createTRPCUntypedClient<typeof keysRouter>({
    links: [createInProcessLink({ ...ports, secret: SECRET })],
  })
  call = (procedure, value) =>
    typeOf(procedure) === 'mutation'
      ? client.mutation(procedure, value)
      : client.query(procedure, value)
}, 60_000)

afterAll(async () => {
  await pagesPorts.close()
  await api[Symbol.asyncDispose]()
})

const procedures = [
  ...Object.keys(keysRouter._def.procedures as Record<string, unknown>),
  ...Object.keys(consoleRouter._def.procedures as Record<string, unknown>),
]

function typeOf(procedure: string): string {
  const all = { ...keysRouter._def.procedures, ...consoleRouter._def.procedures }
  return (all as unknown as Record<string, { _def: { type: string } }>)[procedure]?._def.type ?? ''
}

function requestOf(url: string, { type, text }: { type: string; text: string }): Request {
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' }
  if (type === 'mutation') return new Request(url, { method: 'POST', headers, body: text })
  return new Request(`${url}?input=${encodeURIComponent(wellFormed(text))}`, { headers })
}

/** No address holds half a character. */
const wellFormed = (text: string) => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

/** Puts each through, and answers the counts of what came back, and the longest stall. */
async function fuzz<T>(
  make: (count: number, seed: number) => T[],
  put: (one: T) => Promise<number>,
) {
  const statuses: Record<number, number> = {}
  const failures: unknown[] = []
  let stallMs = 0
  for (let done = 0; done < RUNS; done += TOGETHER) {
    const inputs = make(Math.min(TOGETHER, RUNS - done), done + 1)
    const found: number[] = []
    const stall = await stallOf(inputs, async (input) => void found.push(await put(input)))
    for (const status of found) statuses[status] = (statuses[status] ?? 0) + 1
    if (found.some((status) => status >= 500)) failures.push(inputs)
    // Other processes stall this one as well: what an input does, it does each time.
    stallMs = Math.max(stallMs, stall <= MAX_STALL_MS ? stall : await leastStall(inputs, put))
  }
  return { statuses, failures: failures.slice(0, 3), stallMs }
}

async function stallOf<T>(inputs: T[], put: (one: T) => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await tick()
  // One after the other begins, so that what is measured is the longest of them and not their sum.
  const running: Promise<unknown>[] = []
  for (const input of inputs) {
    running.push(put(input))
    await tick()
  }
  await Promise.all(running)
  await tick()
  delay.disable()
  return delay.max / 1e6
}

async function leastStall<T>(inputs: T[], put: (one: T) => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 10 && least > MAX_STALL_MS; attempt += 1) {
    least = Math.min(least, await stallOf(inputs, put))
  }
  return least
}

/** Timers run in between: the next turn of the loop alone would pass them over. */
const tick = () => new Promise((resolve) => setTimeout(resolve, 0))

const emptyPrototypes = () => {
  const found = [{}, [], () => undefined].flatMap((one) => {
    const names: string[] = []
    for (const name in one) names.push(name)
    return names
  })
  return [...found, ...('polluted' in {} ? ['polluted'] : [])]
}

it('knows a right input of every procedure', () => {
  expect(Object.keys(right).toSorted()).toEqual(procedures.toSorted())
})

it.each(procedures)(
  'line 27: whatever is sent to %s, the answer is no 500',
  async (procedure) => {
    const inputs = hostileInputs({ json: right[procedure] ?? {}, ...metaOf[procedure] })
    const { statuses, failures, stallMs } = await fuzz(
      (count, seed) => sample(inputs, count, seed),
      async (text) => {
        const response = await send(procedure, text)
        // A stream that opens is as good as its first byte.
        await (response.headers.get('content-type')?.startsWith('text/event-stream')
          ? response.body?.cancel()
          : response.arrayBuffer())
        return response.status
      },
    )
    tell(procedure, { statuses, stallMs })
    expect(failures).toEqual([])
    expect(emptyPrototypes()).toEqual([])
    if (isLong) expect(stallMs).toBeLessThanOrEqual(MAX_STALL_MS)
  },
  isLong ? 3_600_000 : 60_000,
)

it.each(['list', 'providers', 'report', 'resetErrors'])(
  'line 27: whatever a program in this process hands to %s, it is no failure of ours',
  async (procedure) => {
    const base = { ...right[procedure] }
    if (procedure === 'report')
      Object.assign(base, { entries: [{ ...entry, lastUsedAt: new Date() }] })
    const values = hostileValues(base)
    const { statuses, failures, stallMs } = await fuzz(
      (count, seed) => sample(values, count, seed),
      (value) => call(procedure, value).then(() => 200, statusOf),
    )
    tell(`${procedure} in process`, { statuses, stallMs })
    expect(failures).toEqual([])
    expect(emptyPrototypes()).toEqual([])
  },
  isLong ? 3_600_000 : 60_000,
)

/** What cannot be written down is refused by the client itself, with no status. */
function statusOf(error: unknown): number {
  const data: unknown = error instanceof TRPCClientError ? error.data : null
  return typeof data === 'object' && data && 'httpStatus' in data ? Number(data.httpStatus) : 400
}

function tell(
  procedure: string,
  { statuses, stallMs }: { statuses: Record<number, number>; stallMs: number },
) {
  const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`)
  figure(
    `line 27: ${procedure}: ${RUNS} inputs, ${counts.join(', ')}; longest stall ${stallMs.toFixed(1)} ms`,
  )
}
