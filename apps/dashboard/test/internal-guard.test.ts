import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

const OLD = `old-${SECRET}`
let api: InternalApi

beforeAll(async () => {
  // The new secret is named, as in the file of a first run; the old one is still accepted.
  api = await serveInternalApi({ secret: `itqan-ma:${SECRET},${OLD}` })
  await api.store.create(
    { provider: 'gemini', name: 'one', key: 'AIza-one-000000000000' },
    someOrigin,
  )
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

const doors = [
  { name: 'REST list', path: '/api/internal/api-keys', method: 'GET' },
  { name: 'REST report', path: '/api/internal/api-keys', method: 'POST' },
  { name: 'REST reset', path: '/api/internal/api-keys', method: 'PATCH' },
  { name: 'REST OPTIONS', path: '/api/internal/api-keys', method: 'OPTIONS' },
  { name: 'REST HEAD', path: '/api/internal/api-keys', method: 'HEAD' },
  { name: 'list', path: '/api/internal/trpc/list', method: 'GET' },
  { name: 'list in a batch', path: '/api/internal/trpc/list,list?batch=1', method: 'GET' },
  { name: 'report', path: '/api/internal/trpc/report', method: 'POST' },
  { name: 'resetErrors', path: '/api/internal/trpc/resetErrors', method: 'POST' },
  { name: 'providers', path: '/api/internal/trpc/providers', method: 'GET' },
  { name: 'watch', path: '/api/internal/trpc/watch', method: 'GET' },
  { name: 'watch by POST', path: '/api/internal/trpc/watch', method: 'POST' },
  { name: 'watch in a batch', path: '/api/internal/trpc/watch,watch?batch=1', method: 'GET' },
  { name: 'a procedure that is not there', path: '/api/internal/trpc/nothing', method: 'GET' },
  { name: 'tRPC HEAD', path: '/api/internal/trpc/list', method: 'HEAD' },
]

const strangers: Record<string, string | null> = {
  'no header': null,
  'an empty header': '',
  'the scheme alone': 'Bearer',
  'the scheme and a space': 'Bearer ',
  'Bearer undefined': 'Bearer undefined',
  'Bearer null': 'Bearer null',
  'Bearer NaN': 'Bearer NaN',
  'no scheme': SECRET,
  'a wrong scheme': `Basic ${SECRET}`,
  'Basic credentials': `Basic ${Buffer.from(`x:${SECRET}`).toString('base64')}`,
  'the scheme twice': `Bearer Bearer ${SECRET}`,
  'a 10 KB token': `Bearer ${'a'.repeat(10_240)}`,
  'a 31-character secret': `Bearer ${SECRET.slice(0, 31)}`,
  'one character less': `Bearer ${SECRET.slice(0, -1)}`,
  'one character more': `Bearer ${SECRET}x`,
  'another case': `Bearer ${SECRET.toUpperCase()}`,
  'a comma list of both': `Bearer ${SECRET},${OLD}`,
  'the secret under another name': `Bearer other:${SECRET}`,
  'a name without the secret': 'Bearer itqan-ma:',
  'two credentials': `Bearer ${SECRET}, Bearer ${SECRET}`,
  quotes: `Bearer "${SECRET}"`,
  'percent encoding': `Bearer ${encodeURIComponent(`${SECRET} `)}`,
  unicode: `Bearer ${'\u00e9'.repeat(40)}`,
  'a session cookie': 'Bearer better-auth.session_token',
}

describe('a stranger', () => {
  it.each(Object.entries(strangers))('is refused with %s', async (_name, authorization) => {
    const headers = authorization === null ? {} : { authorization }
    const response = await fetch(`${api.url}/api/internal/api-keys`, { headers })
    expect(response.status).toBe(401)
    expect(await response.text()).toBe('{"error":"Unauthorized"}')
    const typed = await fetch(`${api.url}/api/internal/trpc/list`, { headers })
    expect(typed.status).toBe(401)
    expect(await typed.json()).toMatchObject({
      error: { json: { message: 'Unauthorized', data: { code: 'UNAUTHORIZED' } } },
    })
  })

  it.each(doors)('finds no open door: $name', async ({ path, method }) => {
    const response = await fetch(`${api.url}${path}`, { method })
    expect(response.status).toBe(401)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('opens no stream, not even with a session of the dashboard', async () => {
    const headers = { cookie: 'better-auth.session_token=x', accept: 'text/event-stream' }
    const response = await fetch(`${api.url}/api/internal/trpc/watch`, { headers })
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).not.toContain('event-stream')
    expect(api.feed.subscribers()).toBe(0)
  })

  it('is refused before the body is read', async () => {
    const response = await fetch(`${api.url}/api/internal/trpc/report`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // Read, it would be refused as too large.
      body: 'x'.repeat(70 * 1024),
    })
    expect(response.status).toBe(401)
  })
})

describe('an app', () => {
  it.each([
    ['the new secret', SECRET],
    ['the new secret with its name, as the file holds it', `itqan-ma:${SECRET}`],
    ['the old secret during a rotation', OLD],
  ])('is let in with %s', async (_name, secret) => {
    const headers = { authorization: `Bearer ${secret}` }
    const response = await fetch(`${api.url}/api/internal/api-keys`, { headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toHaveLength(1)
  })
})
