import { randomUUID } from 'node:crypto'
import { KeysError, logLine } from '@itqan/keys-contract'
import type { InternalHandlerOptions } from '@itqan/keys-router'
import { figure, someOrigin } from '@itqan/keys-router/test-doubles'
import { type Answer, sendRaw } from '@itqan/keys-router/test-strangers'
import superjson from 'superjson'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

const CANARY_KEY = 'AIzaSyCANARY0123456789012345678901234'
const SECRETS = [CANARY_KEY, 'sk-proj-CANARY0123456789', SECRET, 'CANARY-password']

/** All that an error could tell: a key, SQL, a host, a path, a password, a stack. */
const TALE =
  `SELECT "key" FROM "api_keys" WHERE "key" = '${CANARY_KEY}' OR 'sk-proj-CANARY0123456789' ` +
  `at 10.0.0.7:5432 postgresql://app:CANARY-password@db.internal/keys Bearer ${SECRET} ` +
  '/srv/keys/node_modules/pg/lib/client.js:12:3'

const leaks = [
  /CANARY/,
  /SELECT|UPDATE|INSERT/,
  /api_keys|prisma|relation/i,
  /10\.0\.0\.7|127\.0\.0\.1|db\.internal/,
  /\/srv\/|node_modules|file:\/\//,
  /\bat .+:\d+:\d+/,
  /"stack"/,
  /\bv1\.test\./,
]

let api: InternalApi
/** What is behind the router, for the request under way. */
let fault: (ports: Ports) => Partial<Ports> = () => ({})

type Ports = Pick<InternalHandlerOptions, 'store' | 'feed' | 'audit' | 'limiter'>

beforeAll(async () => {
  api = await serveInternalApi({ between: faultyWhenAsked })
  await api.store.create({ provider: 'gemini', name: 'one', key: CANARY_KEY }, someOrigin)
  await api.database.prisma.$executeRaw`CREATE TABLE "fault" ("state" text NOT NULL)`
  await api.database.prisma.$executeRaw`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
      state_now text := (SELECT "state" FROM "fault" LIMIT 1);
    BEGIN
      IF state_now IS NULL THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'SELECT AIzaSyCANARY0123456789012345678901234 at 10.0.0.7:5432'
        USING ERRCODE = state_now, DETAIL = 'Key (key)=(sk-proj-CANARY0123456789) exists',
        TABLE = 'api_keys', CONSTRAINT = 'api_keys_provider_key';
    END $body$`
  await api.database.prisma.$executeRaw`
    CREATE TRIGGER fail BEFORE UPDATE ON "api_keys" FOR EACH ROW EXECUTE FUNCTION fail()`
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

/** Each port as it is, but for what the fault replaces at the moment. */
function faultyWhenAsked(ports: Ports): Ports {
  const now = () => ({ ...ports, ...fault(ports) })
  return {
    store: new Proxy(ports.store, {
      get: (_store, name) => Reflect.get(now().store, name) as unknown,
    }),
    feed: { subscribe: (listener) => now().feed.subscribe(listener), subscribers: () => 1 },
    audit: { append: (event) => now().audit.append(event) },
    limiter: { take: (caller, points) => now().limiter.take(caller, points) },
  }
}

const headers = ['authorization', `Bearer ${SECRET}`, 'content-type', 'application/json']

const trpc = '/api/internal/trpc'

/** Ahead of the database, and another each time: then the whole list is read, and none that was kept. */
let since = 1_000_000

const asked = {
  list: () =>
    sendRaw(api.url, {
      method: 'GET',
      path: `${trpc}/list?input=%7B%22json%22%3A%7B%22since%22%3A${(since += 1)}%7D%7D`,
      headers,
    }),
  rest: () => sendRaw(api.url, { method: 'GET', path: '/api/internal/api-keys', headers }),
  watch: () =>
    sendRaw(api.url, {
      method: 'GET',
      path: `${trpc}/watch?input=%7B%22json%22%3A%7B%7D%7D`,
      headers,
    }),
  report: async () => {
    const [key] = await api.store.listManaged()
    const entry = { keyId: key?.id, outcome: 'ok', count: 1, lastUsedAt: new Date() }
    const body = superjson.stringify({ batchId: randomUUID(), entries: [entry] })
    return sendRaw(api.url, { method: 'POST', path: `${trpc}/report`, headers, body })
  },
}

interface Fault {
  name: string
  ask: keyof typeof asked
  begin: () => Promise<void> | void
}

/** One of each class of PostgreSQL, and those that a store meets most. */
const states =
  '08006 0A000 0B000 0F000 0L000 0P000 20000 21000 22003 22P05 23502 23503 23505 23514 24000 25006 25P02 26000 27000 28P01 2B000 2D000 2F000 34000 38000 39000 3B000 3D000 3F000 40001 40P01 42501 42P01 42703 44000 53100 53300 54000 55P03 57014 57P01 58030 72000 F0000 HV000 P0001 XX000'.split(
    ' ',
  )

const deep = (depth: number): Error =>
  depth === 0 ? new Error(TALE) : new Error(`${depth} ${TALE}`, { cause: deep(depth - 1) })

const circle = Object.assign(new Error(TALE), { cause: undefined as unknown })
circle.cause = circle

/** What code may throw, errors or not. */
const thrown: Record<string, unknown> = {
  'an error': new Error(TALE),
  'an error with fields': Object.assign(new Error(TALE), {
    key: CANARY_KEY,
    query: TALE,
    code: 'P2010',
  }),
  'an error with causes': deep(8),
  'an error that is its own cause': circle,
  'an aggregate': new AggregateError([new Error(TALE), TALE], TALE),
  'an error of a schema': z.object({ key: z.number() }).safeParse({ key: CANARY_KEY }).error,
  'an error of ours with a cause': new KeysError(
    'store_unavailable',
    'The database cannot be reached',
    { cause: new Error(TALE) },
  ),
  'a type error': new TypeError(TALE),
  'an error whose name tells': Object.assign(new Error('x'), { name: TALE }),
  'an error that prints itself': Object.assign(new Error('x'), { toJSON: () => TALE }),
  'an endless error': new Error(TALE.repeat(5_000)),
  'a text': TALE,
  'an object': { message: TALE, key: CANARY_KEY, stack: TALE },
  'an object that says it is a known error': {
    code: 'UNAUTHORIZED',
    message: TALE,
    name: 'TRPCError',
  },
  nothing: undefined,
  null: null,
  'a number': 42,
  'a symbol': Symbol(TALE),
  'a function': () => TALE,
}

const fails = (cause: unknown) => () => Promise.reject(cause)

function throws(cause: unknown): () => never {
  return () => {
    throw cause
  }
}

const set = (between: typeof fault) => () => {
  fault = between
}

const faults: Fault[] = [
  ...states.map((state): Fault => ({
    name: `PostgreSQL's ${state}`,
    ask: 'report',
    begin: async () =>
      void (await api.database.prisma.$executeRaw`INSERT INTO "fault" VALUES (${state})`),
  })),
  ...Object.entries(thrown).flatMap(([name, cause]): Fault[] => [
    {
      name: `a list that fails with ${name}`,
      ask: 'list',
      begin: set(({ store }) => ({ store: { ...store, list: fails(cause) } })),
    },
    {
      name: `a list that fails with ${name}, by REST`,
      ask: 'rest',
      begin: set(({ store }) => ({ store: { ...store, list: fails(cause) } })),
    },
    {
      name: `an audit that fails with ${name}`,
      ask: 'list',
      begin: set(() => ({ audit: { append: fails(cause) } })),
    },
    {
      name: `a limiter that fails with ${name}`,
      ask: 'list',
      begin: set(() => ({ limiter: { take: fails(cause) } })),
    },
    {
      name: `a limiter that throws ${name}, by REST`,
      ask: 'rest',
      begin: set(() => ({ limiter: { take: throws(cause) } })),
    },
    {
      name: `a feed that fails with ${name}`,
      ask: 'watch',
      begin: set(() => ({ feed: { subscribe: fails(cause), subscribers: () => 0 } })),
    },
    {
      name: `changes that fail with ${name}`,
      ask: 'watch',
      begin: set(({ store }) => ({ store: { ...store, changes: fails(cause) } })),
    },
  ]),
  {
    name: 'an answer of the wrong shape',
    ask: 'list',
    begin: set(({ store }) => ({
      store: {
        ...store,
        list: () => Promise.resolve({ keys: [{ key: CANARY_KEY, tale: TALE }] } as never),
      },
    })),
  },
  {
    name: 'an audit that is away',
    ask: 'list',
    begin: set(() => ({
      audit: {
        append: fails(
          new KeysError('audit_unavailable', 'The audit cannot be written', {
            cause: new Error(TALE),
          }),
        ),
      },
    })),
  },
  { name: 'a table that is gone', ask: 'list', begin: () => rename('api_keys', 'api_keys_gone') },
]

async function rename(from: string, to: string): Promise<void> {
  await api.database.prisma.$executeRawUnsafe(`ALTER TABLE "${from}" RENAME TO "${to}"`)
}

async function mend(): Promise<void> {
  fault = () => ({})
  await api.database.prisma.$executeRaw`DELETE FROM "fault"`
  await rename('api_keys_gone', 'api_keys').catch(() => undefined)
  api.logged.length = 0
}

it(`line 28: of ${faults.length} faults no answer tells more than an error id, which is in the log`, async () => {
  const told: string[] = []
  for (const { name, ask, begin } of faults) {
    await mend()
    await begin()
    const answer = await asked[ask]()
    told.push(...problemsOf(answer).map((problem) => `${name}: ${problem}`))
  }
  await mend()
  expect(told).toEqual([])
  expect(faults.length).toBeGreaterThanOrEqual(50)
  figure(
    `line 28: ${faults.length} faults, 0 leaks, each error id in the log, 0 secrets in the log`,
  )
}, 120_000)

it('line 28: a key that cannot be opened is passed over, and its envelope stays here', async () => {
  await api.database.prisma
    .$executeRaw`UPDATE "api_keys" SET "key" = overlay("key" placing 'AAAA' from length("key") - 8)`
  const answer = await asked.list()
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('"keys":[]')
  for (const leak of leaks) expect(answer.body).not.toMatch(leak)
  expect(api.logged.length).toBeGreaterThan(0)
})

function problemsOf({ status, body }: Answer): string[] {
  const id = /"errorId":"([0-9a-f-]{36})"/.exec(body)?.[1]
  // As the dashboard writes them.
  const lines = api.logged.map(({ message, fields }) => logLine({ message, ...fields }))
  const log = lines.join('\n')
  return [
    ...(status >= 500 || body.includes('serialized-error') ? [] : [`status ${status}`]),
    ...leaks.filter((leak) => leak.test(body)).map((leak) => `the answer has ${leak.source}`),
    ...(id && lines.some((line) => line.includes(id)) ? [] : ['no error id that is in the log']),
    ...SECRETS.filter((secret) => log.includes(secret)).map(
      (secret) => `the log has ${secret.slice(0, 8)}`,
    ),
    ...(body.length <= 1_024 ? [] : ['a long answer']),
  ]
}
