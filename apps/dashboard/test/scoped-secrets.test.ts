import { randomUUID } from 'node:crypto'
import { parseInternalSecrets, type ReportEntry } from '@itqan/keys-contract'
import type { KeysRouter } from '@itqan/keys-router'
import { createInProcessLink } from '@itqan/keys-router/in-process'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { createTRPCClient } from '@trpc/client'
import superjson from 'superjson'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWatch } from './open-watch'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

const secrets = {
  full: `itqan-ma:${SECRET}`,
  report: `billing/only-report:report-${SECRET}`,
  gemini: `maps/provider-gemini:gemini-${SECRET}`,
  both: `meter/only-report/provider-gemini:both-${SECRET}`,
} as const

type Scope = keyof typeof secrets

const INTERNAL_API_SECRET = Object.values(secrets).join()

let api: InternalApi
let gemini: string
let openai: string

beforeAll(async () => {
  api = await serveInternalApi({ secret: INTERNAL_API_SECRET })
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

beforeEach(async () => {
  for (const { id } of await api.store.listManaged())
    await api.store.remove({ keyIds: [id] }, someOrigin)
  const add = async (provider: string) => {
    const key = `key-of-${provider}-${randomUUID()}`
    return (await api.store.create({ provider, name: provider, key }, someOrigin))?.id ?? ''
  }
  ;[gemini, openai] = [await add('gemini'), await add('openai')]
})

const withSecret = (scope: Scope) => ({
  authorization: `Bearer ${secrets[scope]}`,
  'content-type': 'application/json',
})

async function query(scope: Scope, procedure: string, input: unknown = {}) {
  const url = `${api.url}/api/internal/trpc/${procedure}?input=${encodeURIComponent(superjson.stringify(input))}`
  return read(await fetch(url, { headers: withSecret(scope) }))
}

async function mutate(scope: Scope, procedure: string, input: unknown) {
  const init = { method: 'POST', headers: withSecret(scope), body: superjson.stringify(input) }
  return read(await fetch(`${api.url}/api/internal/trpc/${procedure}`, init))
}

function rest(scope: Scope, method: string, options: { query?: string; body?: unknown } = {}) {
  const { query: search = '', body } = options
  return fetch(`${api.url}/api/internal/api-keys${search}`, {
    method,
    headers: withSecret(scope),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

async function read(response: Response) {
  const body = (await response.json()) as {
    result?: { data?: Parameters<typeof superjson.deserialize>[0] }
    error?: { json: { message: string; data: { reason: string | null } } }
  }
  const data: unknown = body.result?.data && superjson.deserialize(body.result.data)
  return { status: response.status, data, ...body.error?.json }
}

const entryOf = (keyId: string): ReportEntry => ({
  keyId,
  outcome: 'error',
  count: 1,
  lastUsedAt: new Date(),
})

const batch = () => ({ batchId: randomUUID(), entries: [entryOf(gemini), entryOf(openai)] })

const errorsOf = async (id: string) =>
  (await api.store.listManaged()).find((key) => key.id === id)?.errorCount

const lastAudited = () => api.audited.at(-1)

describe('a secret for reports alone', () => {
  it.each(['report', 'both'] as const)('reads nothing (%s)', async (scope) => {
    const refused = [
      await query(scope, 'list'),
      await query(scope, 'list', { provider: 'gemini' }),
      await query(scope, 'providers'),
      await query(scope, 'watch'),
      await mutate(scope, 'resetErrors', { keyId: gemini }),
    ]
    for (const answer of refused) {
      expect(answer).toMatchObject({
        status: 403,
        message: 'This secret may report uses, and nothing else',
        data: { reason: 'out_of_scope' },
      })
    }
    expect(api.feed.subscribers()).toBe(0)
  })

  it('reads nothing in a batch, nor by the REST twin', async () => {
    const url = `${api.url}/api/internal/trpc/list,providers?batch=1&input=%7B%220%22%3A%7B%22json%22%3A%7B%7D%7D%7D`
    const together = await fetch(url, { headers: withSecret('report') })
    expect(together.status).toBe(403)
    expect(await together.text()).not.toContain('key-of-')
    for (const response of [
      await rest('report', 'GET'),
      await rest('report', 'PATCH', { body: { keyId: gemini } }),
    ]) {
      expect(response.status).toBe(403)
      expect(await response.json()).toEqual({
        error: 'This secret may report uses, and nothing else',
      })
    }
  })

  it('reports', async () => {
    expect(await mutate('report', 'report', batch())).toMatchObject({
      status: 200,
      data: { unknownKeyIds: [] },
    })
    const response = await rest('report', 'POST', { body: { keyId: openai, success: true } })
    expect(response.status).toBe(200)
    expect([await errorsOf(gemini), await errorsOf(openai)]).toEqual([1, 1])
  })

  it('leaves what it was refused in the audit, under its name', async () => {
    await mutate('report', 'resetErrors', { keyId: gemini })
    expect(lastAudited()).toMatchObject({
      actor: { kind: 'app', name: 'billing' },
      action: 'key.resetErrors',
      outcome: 'refused',
      keyIds: [gemini],
      detail: 'out_of_scope',
    })
    await query('report', 'list')
    expect(lastAudited()).toMatchObject({ action: 'keys.list', outcome: 'refused', keyIds: [] })
  })
})

describe('a secret for one provider', () => {
  it.each([{}, { provider: 'gemini' }])('lists its keys, asked for %j', async (input) => {
    const { data } = await query('gemini', 'list', input)
    expect(data).toMatchObject({ keys: [{ id: gemini, provider: 'gemini' }] })
    expect(lastAudited()).toMatchObject({
      action: 'keys.list',
      provider: 'gemini',
      keyIds: [gemini],
    })
  })

  it('is refused another’s, by every face', async () => {
    const message = 'This secret has to do with keys of gemini only'
    expect(await query('gemini', 'list', { provider: 'openai' })).toMatchObject({
      status: 403,
      message,
    })
    expect(lastAudited()).toMatchObject({ action: 'keys.list', outcome: 'refused' })
    const response = await rest('gemini', 'GET', { query: '?provider=openai' })
    expect([response.status, await response.json()]).toEqual([403, { error: message }])
    const all = (await (await rest('gemini', 'GET')).json()) as { id: string }[]
    expect(all.map(({ id }) => id)).toEqual([gemini])
  })

  it('sees one provider', async () => {
    const { data } = await query('gemini', 'providers')
    expect(data).toEqual([{ provider: 'gemini', active: 1, disabled: 0, disabledByProvider: 0 }])
    expect((await query('full', 'providers')).data).toHaveLength(2)
  })

  it.each(['gemini', 'both'] as const)('does not know other keys’ ids (%s)', async (scope) => {
    expect(await mutate(scope, 'report', batch())).toMatchObject({
      status: 200,
      data: { unknownKeyIds: [openai] },
    })
    // The path of a batch that only counts is another one.
    const counts = batch()
    const fine = counts.entries.map((entry) => ({ ...entry, outcome: 'ok' }))
    expect(await mutate(scope, 'report', { ...counts, entries: fine })).toMatchObject({
      data: { unknownKeyIds: [openai] },
    })
    const response = await rest(scope, 'POST', { body: { keyId: openai, success: false } })
    expect(response.status).toBe(404)
    expect([await errorsOf(gemini), await errorsOf(openai)]).toEqual([1, 0])
    const managed = await api.store.listManaged()
    expect(managed.find(({ id }) => id === openai)?.usageCount).toBe(0)
  })

  it('resets errors of its keys, and finds no others', async () => {
    await mutate('full', 'report', batch())
    const epoch = (await api.store.changes()).epoch
    expect((await mutate('gemini', 'resetErrors', { keyId: openai })).status).toBe(404)
    expect((await rest('gemini', 'PATCH', { body: { keyId: openai } })).status).toBe(404)
    expect((await api.store.changes()).epoch).toBe(epoch)
    expect((await mutate('gemini', 'resetErrors', { keyId: gemini })).status).toBe(200)
    expect([await errorsOf(gemini), await errorsOf(openai)]).toEqual([0, 1])
  })

  it('is told of its own rests only', async () => {
    const watch = await openWatch(api.url, { secret: secrets.gemini })
    await watch.next()
    const until = new Date(Date.now() + 60_000)
    const rests = [openai, gemini].map((id) => ({
      ...entryOf(id),
      outcome: 'billing' as const,
      until,
    }))
    await api.store.report({ batchId: randomUUID(), entries: rests }, everyProvider)
    expect((await watch.next()).cooldowns).toMatchObject([{ provider: 'gemini', target: gemini }])
    watch.leave()
    const { data } = await query('gemini', 'list', { since: 1 })
    expect(data).toMatchObject({ cooldowns: [{ provider: 'gemini', target: gemini }] })
  })
})

it('holds for a link in the app’s own process as well', async () => {
  const parsed = parseInternalSecrets(INTERNAL_API_SECRET)
  if (!parsed.ok) throw new Error(parsed.problems.join())
  const { store, feed, auditLog: audit } = api
  const ports = { store, feed, audit, secrets: parsed.secrets, log: { error: () => undefined } }
  const callerOf = (scope: Scope) =>
    createTRPCClient<KeysRouter>({
      links: [createInProcessLink({ ...ports, secret: secrets[scope] })],
    })
  const refused = { data: { code: 'FORBIDDEN', reason: 'out_of_scope' } }
  await expect(callerOf('report').list.query({})).rejects.toMatchObject(refused)
  await expect(callerOf('report').resetErrors.mutate({ keyId: gemini })).rejects.toMatchObject(
    refused,
  )
  await expect(callerOf('gemini').list.query({ provider: 'openai' })).rejects.toMatchObject(refused)
  const { keys } = await callerOf('gemini').list.query({})
  expect(keys.map(({ id }) => id)).toEqual([gemini])
  expect(
    await callerOf('both').report.mutate({ ...batch(), entries: [entryOf(openai)] }),
  ).toMatchObject({
    unknownKeyIds: [openai],
  })
})
