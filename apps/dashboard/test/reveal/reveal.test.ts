import { PASSWORD_FRESH_MS } from '@itqan/keys-contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { MAX_REVEALS, password, type RevealApi, serveReveal } from './serve-reveal'

// A password takes its time to be checked, on purpose.
vi.setConfig({ testTimeout: 60_000 })

const canary = 'AIzaReveal-canary-0123456789abcdef'

let api: RevealApi
let keyId: string

beforeAll(async () => {
  api = await serveReveal()
  keyId = await api.addKey(canary)
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

beforeEach(() => {
  api.breakAudit(false)
  api.audited.length = 0
})

const reveal = (cookie: string, id = keyId) => api.call('reveal.key', { keyId: id }, cookie)
const confirm = (cookie: string, given: string) =>
  api.call('reveal.confirmPassword', { password: given }, cookie)

async function reasonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  expect(text).not.toContain(canary)
  const { error } = JSON.parse(text) as { error: { json: { data: { reason: unknown } } } }
  return error.json.data.reason
}

const revealed = () => api.audited.filter(({ action }) => action === 'key.reveal')

describe('a key in clear', () => {
  it('is shown to an administrator who signed in just now, uncached, and written down', async () => {
    const response = await reveal(await api.enter('administrator'))
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ result: { data: { json: { key: canary } } } })
    expect(revealed()).toMatchObject([
      { outcome: 'ok', provider: 'gemini', keyIds: [keyId], actor: { kind: 'person' } },
    ])
    expect(JSON.stringify(api.audited)).not.toContain(canary)
  })

  it.each(['operator', 'viewer'] as const)('is shown to no %s, whose try is kept', async (role) => {
    const response = await reveal(await api.enter(role))
    expect(response.status).toBe(403)
    expect(await reasonOf(response)).toBeNull()
    expect(revealed()).toMatchObject([{ outcome: 'refused', keyIds: [keyId] }])
  })

  it('is shown to nobody without a session', async () => {
    expect((await reveal('')).status).toBe(401)
  })

  it('wants the password again after five minutes, and not before', async () => {
    const cookie = await api.enter('administrator')
    await api.agePasswords(PASSWORD_FRESH_MS - 20_000)
    expect((await reveal(cookie)).status).toBe(200)
    await api.agePasswords(PASSWORD_FRESH_MS)
    const refused = await reveal(cookie)
    expect(refused.status).toBe(403)
    expect(await reasonOf(refused)).toBe('password_required')
    expect(revealed().at(-1)).toMatchObject({ outcome: 'refused', detail: 'password_required' })

    expect((await confirm(cookie, password)).status).toBe(200)
    expect((await reveal(cookie)).status).toBe(200)
  })

  it('wants it where none was ever given in this session: a passkey opened it', async () => {
    const cookie = await api.enter('administrator')
    await api.database.prisma.session.updateMany({ data: { passwordAt: null } })
    expect(await reasonOf(await reveal(cookie))).toBe('password_required')
  })

  it('stays when nobody can write down who reads it', async () => {
    const cookie = await api.enter('administrator')
    api.breakAudit(true)
    const response = await reveal(cookie)
    expect(response.status).toBe(503)
    expect(await reasonOf(response)).toBe('audit_unavailable')
  })

  it('that nobody has is not found, and what was asked for is not repeated', async () => {
    const cookie = await api.enter('administrator')
    expect((await reveal(cookie, 'AIza-sent-by-mistake-0123456789')).status).toBe(404)
    expect(revealed()).toMatchObject([{ outcome: 'failed', keyIds: [], detail: 'no such key' }])
    expect(JSON.stringify(api.audited)).not.toContain('by-mistake')
  })

  it('is shown to one person so many times, and then not for a while', async () => {
    const [cookie, other] = [await api.enter('administrator'), await api.enter('administrator')]
    const statuses: number[] = []
    for (let n = 0; n < MAX_REVEALS + 1; n += 1) statuses.push((await reveal(cookie)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 429])
    const refused = await reveal(cookie)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
    expect((await reveal(other)).status).toBe(200)
  })
})

describe('the password asked again', () => {
  it('counts for the session it was given in, and for no other', async () => {
    const [cookie, other] = [await api.enter('administrator'), await api.enter('administrator')]
    await api.agePasswords(PASSWORD_FRESH_MS)
    await confirm(cookie, password)
    expect((await reveal(cookie)).status).toBe(200)
    expect(await reasonOf(await reveal(other))).toBe('password_required')
  })

  it('may be guessed as often as at the sign-in, and each guess is in the audit', async () => {
    const cookie = await api.enter('administrator')
    await api.agePasswords(PASSWORD_FRESH_MS)
    api.audited.length = 0
    const statuses: number[] = []
    for (let n = 0; n < 6; n += 1) statuses.push((await confirm(cookie, 'a-wrong-guess')).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429])
    const refused = await confirm(cookie, password)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600)
    expect(await reasonOf(await reveal(cookie))).toBe('password_required')
    const outcomes = api.audited
      .filter(({ action }) => action === 'session.confirmPassword')
      .map(({ outcome, detail }) => [outcome, detail].join(' '))
    expect(outcomes.slice(0, 5)).toEqual(Array(5).fill('refused wrong_password'))
    expect(outcomes.slice(5)).toEqual(Array(2).fill('refused TOO_MANY_REQUESTS'))
    expect(JSON.stringify([api.audited, api.logged])).not.toMatch(/a-wrong-guess|a-password-of/)
  })

  it('that is wrong ends no session, and says so', async () => {
    const cookie = await api.enter('administrator')
    expect(await reasonOf(await confirm(cookie, 'a-wrong-guess'))).toBe('wrong_password')
    expect((await reveal(cookie)).status).toBe(200)
  })

  it.each(['operator', 'viewer'] as const)(
    'is asked of administrators only, and of no %s',
    async (role) => {
      expect((await confirm(await api.enter(role), password)).status).toBe(403)
    },
  )
})
