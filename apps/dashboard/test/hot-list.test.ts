import { randomUUID } from 'node:crypto'
import { createPresence, keysRouter } from '@itqan/keys-router'
import { deafAudit, someOrigin } from '@itqan/keys-router/test-doubles'
import { openDatabase } from '@itqan/keys-store'
import { storeOn } from '@itqan/keys-store/test-store'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

let api: InternalApi

beforeAll(async () => {
  const maps = `maps/provider-gemini:gemini-${SECRET}`
  api = await serveInternalApi({ secret: `itqan-ma:${SECRET},${maps}` })
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

beforeEach(async () => {
  const keyIds = (await api.store.listManaged()).map(({ id }) => id)
  if (keyIds.length > 0) await api.store.remove({ keyIds }, someOrigin)
  await add('gemini')
  await add('openai')
})

async function add(provider: string): Promise<string> {
  const key = `key-of-${provider}-${randomUUID()}`
  return (await api.store.create({ provider, name: provider, key }, someOrigin))?.id ?? ''
}

const endpoint = '/api/internal/trpc'

const inputOf = (json: object) => encodeURIComponent(JSON.stringify({ json }))

const read = async (path: string, secret: string = SECRET) => {
  const headers = { authorization: `Bearer ${secret}` }
  const response = await fetch(`${api.url}${path}`, { headers })
  return { head: headOf(response), body: await response.text() }
}

const headOf = ({ status, headers }: Response) => [
  status,
  ...['cache-control', 'content-type', 'vary'].map((name) => headers.get(name)),
]

/** What tRPC alone answers, with nothing kept. */
async function cold(path: string, provider: string | null) {
  const response = await fetchRequestHandler({
    endpoint,
    router: keysRouter,
    req: new Request(`http://keys.test${path}`),
    responseMeta: () => ({ headers: new Headers({ 'Cache-Control': 'no-store' }) }),
    createContext: () => ({
      store: api.store,
      feed: api.feed,
      audit: deafAudit,
      streams: createPresence(),
      origin: someOrigin,
      trace: () => undefined,
      caller: { app: null, scope: { canRead: true, provider }, fingerprint: '' },
      user: null,
    }),
  })
  return { head: headOf(response), body: await response.text() }
}

const bothForms = (json: object) => {
  const batch = encodeURIComponent(JSON.stringify({ 0: { json } }))
  return [
    `${endpoint}/list?input=${inputOf(json)}`,
    `${endpoint}/list?batch=1&input=${batch}`,
    `${endpoint}/list?input=${batch}&batch=1`,
  ]
}

it('a kept list is what tRPC alone would answer, byte by byte', async () => {
  const { epoch } = await api.store.changes()
  const inputs = [
    {},
    { provider: 'gemini' },
    { provider: ' Gemini ' },
    { provider: 'nobody' },
    { since: 0 },
    { since: epoch - 1 },
    { since: epoch },
    { since: epoch + 100 },
    { since: -1 },
    { provider: 'openai', since: 1 },
    { provider: 7 },
    { other: true },
  ]
  for (const path of inputs.flatMap(bothForms)) {
    for (const [secret, provider] of [
      [SECRET, null],
      [`gemini-${SECRET}`, 'gemini'],
    ] as const) {
      const expected = await cold(path, provider)
      // The second is a kept one.
      expect([path, await read(path, secret)]).toEqual([path, expected])
      expect([path, await read(path, secret)]).toEqual([path, expected])
    }
  }
}, 60_000)

it('a key that another process revoked or added is gone or there with the next call', async () => {
  await using elsewhere = openDatabase({ url: api.databaseUrl, maxConnections: 1 })
  const commitsUnheard = storeOn(elsewhere)
  const path = `${endpoint}/list?input=${inputOf({})}`
  for (let round = 0; round < 20; round += 1) {
    const id = await add('gemini')
    const callers = Array.from({ length: 5 }, () => read(path))
    for (const { body } of await Promise.all(callers)) expect(body).toContain(id)
    const early = Array.from({ length: 5 }, () => read(path))
    await commitsUnheard.setActive({ keyIds: [id], isActive: false }, someOrigin)
    const late = Array.from({ length: 5 }, () => read(path))
    for (const { body } of await Promise.all(late)) expect(body).not.toContain(id)
    await Promise.all(early)
  }
}, 60_000)

it('each caller of a kept list is written down, with the keys that it got', async () => {
  const path = `${endpoint}/list?input=${inputOf({ provider: 'gemini' })}`
  await read(path)
  api.audited.length = 0
  const answers = await Promise.all(Array.from({ length: 30 }, () => read(path)))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect(api.audited).toHaveLength(30)
  expect(new Set(api.audited.map(({ requestId }) => requestId)).size).toBe(30)
  const [key] = (await api.store.list({ provider: 'gemini' })).keys
  for (const event of api.audited) {
    expect(event).toMatchObject({
      action: 'keys.list',
      outcome: 'ok',
      provider: 'gemini',
      keyIds: [key?.id],
      actor: { kind: 'app', name: 'itqan-ma' },
    })
  }
})

it('no kept list leaves while the audit cannot be written', async () => {
  const path = `${endpoint}/list?input=${inputOf({})}`
  expect((await read(path)).body).toContain('key-of-gemini')
  await api.auditLog.close()
  const { head, body } = await read(path)
  expect(head[0]).toBe(503)
  expect(body).toContain('audit_unavailable')
  expect(body).not.toContain('key-of-gemini')
})
