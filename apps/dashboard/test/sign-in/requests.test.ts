import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cookieOf, ORIGIN, person, type PeoplesApi, servePeople, signIn } from './serve-sign-in'

const json = 'application/json'

/** The forms that another site can send, and the origins that it can send them with. */
const foreign: [what: string, headers: Record<string, string>][] = [
  ['another origin', { origin: 'https://elsewhere.example', 'content-type': json }],
  ['the same host in clear', { origin: 'http://keys.example', 'content-type': json }],
  ['a hidden origin', { origin: 'null', 'content-type': json }],
  ['a form of text', { origin: ORIGIN, 'content-type': 'text/plain' }],
  ['a form', { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' }],
  ['a form with files', { origin: ORIGIN, 'content-type': 'multipart/form-data; boundary=b' }],
  ['text that looks like JSON', { origin: ORIGIN, 'content-type': 'text/plain; application/json' }],
  ['text without an origin', { 'content-type': 'text/plain' }],
]

let api: PeoplesApi

beforeAll(async () => {
  api = await servePeople()
}, 60_000)
beforeEach(() => api.reset())
afterAll(() => api[Symbol.asyncDispose]())

const right = { password: person.password }
const credentials = JSON.stringify({ ...person })

describe('line 30: cross-origin and form POSTs', () => {
  it.each([...foreign, ['no origin', { 'content-type': json }] as const])(
    'with %s no session is opened',
    async (_what, headers) => {
      const response = await fetch(`${api.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: headers as Record<string, string>,
        body: credentials,
      })
      expect([403, 415]).toContain(response.status)
      expect(response.headers.getSetCookie()).toEqual([])
      expect(await api.sessionAddresses()).toEqual([])
    },
  )

  it.each(foreign)('with %s no session is ended, and no key is touched', async (_what, headers) => {
    const cookie = cookieOf(await signIn(api.url, right))
    for (const path of ['/api/auth/sign-out', '/api/trpc/keys.remove']) {
      const response = await fetch(`${api.url}${path}`, {
        method: 'POST',
        headers: { ...headers, cookie },
        body: '{"json":{"keyId":"x"}}',
      })
      expect([400, 403, 415]).toContain(response.status)
    }
    expect(await api.sessionAddresses()).toHaveLength(1)
  })
})

const posts = [
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-registration',
  '/passkey/delete-passkey',
  '/passkey/verify-authentication',
  '/invitation/read',
  '/invitation/accept',
]

describe.each(posts)('cross-origin and form POSTs to %s', (path) => {
  it.each(foreign)('with %s are refused', async (_what, headers) => {
    const url = `${api.url}/api/auth${path}`
    const response = await fetch(url, { method: 'POST', headers, body: '{}' })
    expect([403, 415]).toContain(response.status)
    expect(response.headers.getSetCookie()).toEqual([])
  })
})

it.each(['generate-register-options', 'generate-authenticate-options'])(
  'gives another site no challenge: %s',
  async (path) => {
    const url = `${api.url}/api/auth/passkey/${path}`
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    expect((await fetch(url, { headers: crossSite })).status).toBe(403)
    const elsewhere = { origin: 'https://elsewhere.example' }
    expect((await fetch(url, { headers: elsewhere })).status).toBe(403)
  },
)

describe('people’s API', () => {
  it('line 30: signing out ends the session at once', async () => {
    const cookie = cookieOf(await signIn(api.url, right))
    const list = () => fetch(`${api.url}/api/trpc/keys.list`, { headers: { cookie } })
    expect((await list()).status).toBe(200)
    const left = await fetch(`${api.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { 'content-type': json, origin: ORIGIN, cookie },
      body: '{}',
    })
    expect(left.status).toBe(200)
    expect((await list()).status).toBe(401)
  })

  it.each([
    ['POST', '/api/auth/sign-up/email', 404],
    ['POST', '/api/auth/change-email', 404],
    ['POST', '/api/auth/delete-user', 404],
    ['POST', '/api/auth/revoke-sessions', 404],
    ['GET', '/api/auth/list-sessions', 404],
    ['POST', '/api/auth/two-factor/send-otp', 404],
    ['POST', '/api/auth/two-factor/get-totp-uri', 404],
    ['GET', '/api/auth/passkey/list-user-passkeys', 404],
    ['POST', '/api/auth/passkey/update-passkey', 404],
    ['POST', '/api/auth/request-password-reset', 404],
    ['POST', '/api/auth/constructor', 404],
    ['POST', '/api/auth/update-user', 404],
    ['GET', '/api/auth/get-session', 404],
    ['GET', '/api/auth/sign-in/email', 405],
    ['POST', '/api/auth/sign-in/email/', 404],
    ['POST', '/api/auth/sign-in//email', 404],
  ])('has no more than it needs: %s %s is refused', async (method, path, status) => {
    const headers = { 'content-type': json, origin: ORIGIN }
    const body = method === 'POST' ? { body: credentials } : {}
    expect((await fetch(`${api.url}${path}`, { method, headers, ...body })).status).toBe(status)
  })

  it.each(['{', 'null', '[]', '{"email":{"a":1},"password":"x"}', '{"email":"a@b.example"}'])(
    'answers 400 to %s',
    async (body) => {
      const headers = { 'content-type': json, origin: ORIGIN }
      const response = await fetch(`${api.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers,
        body,
      })
      expect(response.status).toBe(400)
    },
  )
})
