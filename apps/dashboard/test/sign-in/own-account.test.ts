import { z } from 'zod'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  cookieOf,
  ORIGIN,
  type PeoplesApi,
  person,
  post,
  servePeople,
  signIn,
} from './serve-sign-in'
import { totpCode } from './totp'

vi.setConfig({ testTimeout: 60_000 })

let api: PeoplesApi

beforeAll(async () => {
  api = await servePeople()
}, 60_000)
beforeEach(() => api.reset())
afterAll(() => api[Symbol.asyncDispose]())

const password = 'a-password-of-their-own'

async function addSomebody(): Promise<{ email: string; cookie: string }> {
  const email = `somebody-${Math.random().toString(36).slice(2)}@keys.example`
  await api.addPerson({ email, password, role: 'viewer' })
  return { email, cookie: cookieOf(await signIn(api.url, { email, password })) }
}

const auth = (path: string, body: object, cookie = '') =>
  post(`${api.url}/api/auth${path}`, body, { cookie })

const read = async (cookie: string) => {
  const response = await fetch(`${api.url}/api/trpc/profile.read`, { headers: { cookie } })
  return { status: response.status, text: await response.text() }
}

const call = (name: string, body: string, cookie: string) =>
  fetch(`${api.url}/api/trpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, cookie },
    body,
  })

const deeds = () => api.audited.map(({ action, outcome }) => `${action} ${outcome}`)

describe('the password', () => {
  it('is changed by whoever knows the old one, and ends all other sessions', async () => {
    const { email, cookie } = await addSomebody()
    const other = cookieOf(await signIn(api.url, { email, password }))
    const newPassword = 'a-password-that-is-new'
    const changed = await auth(
      '/change-password',
      { currentPassword: password, newPassword },
      cookie,
    )
    expect(changed.status).toBe(200)
    expect((await read(other)).status).toBe(401)
    expect((await read(cookie)).status).toBe(401)
    expect((await read(cookieOf(changed))).status).toBe(200)
    expect((await signIn(api.url, { email, password })).status).toBe(401)
    expect((await signIn(api.url, { email, password: newPassword })).status).toBe(200)
    expect(deeds()).toContain('password.change ok')
    expect(JSON.stringify(api.audited)).not.toContain(newPassword)
  })

  it('is not changed with a wrong one, after five of which none is looked at', async () => {
    const { cookie } = await addSomebody()
    const guess = { currentPassword: 'a-wrong-password', newPassword: 'a-password-that-is-new' }
    const statuses: number[] = []
    for (let index = 0; index < 6; index += 1) {
      statuses.push((await auth('/change-password', guess, cookie)).status)
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
    expect(deeds()).toContain('password.change refused')
  })

  it('may not become a short one', async () => {
    const { cookie } = await addSomebody()
    const short = { currentPassword: password, newPassword: 'elevenchars' }
    expect((await auth('/change-password', short, cookie)).status).toBe(400)
  })

  it('is kept as given now in the session that it opened', async () => {
    const { email } = await addSomebody()
    const { prisma } = api.database
    const sessions = await prisma.session.findMany({ where: { user: { email } } })
    expect(Date.now() - Number(sessions[0]?.passwordAt)).toBeLessThan(30_000)
  })
})

describe('sessions', () => {
  it('are listed without their tokens, this one first', async () => {
    const { email, cookie } = await addSomebody()
    await signIn(api.url, { email, password, from: '198.51.100.7' })
    const { text } = await read(cookie)
    expect(text).toContain('"address":"198.51.100.7"')
    expect(text).toMatch(/"sessions":\[\{[^}]*"isCurrent":true/)
    const tokens = await api.database.prisma.session.findMany({ select: { token: true } })
    for (const { token } of tokens) expect(text).not.toContain(token)
  })

  it('end at once, one or all others, and nobody ends another’s', async () => {
    const { email, cookie } = await addSomebody()
    const others = [
      cookieOf(await signIn(api.url, { email, password })),
      cookieOf(await signIn(api.url, { email, password })),
    ]
    const stranger = await addSomebody()
    const { prisma } = api.database
    const rows = await prisma.session.findMany({
      where: { user: { email } },
      orderBy: { createdAt: 'desc' },
    })
    const body = JSON.stringify({ json: { sessionId: rows[0]?.id } })
    expect((await call('profile.endSession', body, stranger.cookie)).status).toBe(200)
    expect((await read(others[1] ?? '')).status).toBe(200)
    expect((await call('profile.endSession', body, cookie)).status).toBe(200)
    expect((await read(others[1] ?? '')).status).toBe(401)
    expect((await call('profile.endOtherSessions', '{}', cookie)).status).toBe(200)
    expect((await read(others[0] ?? '')).status).toBe(401)
    expect((await read(cookie)).status).toBe(200)
    expect((await read(stranger.cookie)).status).toBe(200)
  })

  it('end with a sign-out, which is audited', async () => {
    const { cookie } = await addSomebody()
    expect((await auth('/sign-out', {}, cookie)).status).toBe(200)
    expect((await read(cookie)).status).toBe(401)
    expect(deeds().at(-1)).toBe('session.end ok')
  })
})

const begunSchema = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

/** Somebody with a second factor. Its setting up took the last code, not this one. */
async function addGuarded() {
  const { email, cookie } = await addSomebody()
  const begun = await auth('/two-factor/enable', { password }, cookie)
  const { totpURI: uri, backupCodes } = begunSchema.parse(await begun.json())
  const on = await auth('/two-factor/verify-totp', { code: totpCode(uri, -1) }, cookie)
  expect(on.status).toBe(200)
  return { email, uri, backupCodes, cookie: cookieOf(on) }
}

/** The first step. @returns the cookie of the challenge. */
async function challenge(email: string): Promise<string> {
  const first = await signIn(api.url, { email, password })
  expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
  return cookieOf(first)
}

describe('the second factor', () => {
  it('is asked for at the sign-in, and the password alone opens nothing', async () => {
    const { email, uri } = await addGuarded()
    const cookie = await challenge(email)
    expect((await read(cookie)).status).toBe(401)
    const wrong = await auth('/two-factor/verify-totp', { code: '000000' }, cookie)
    expect(wrong.status).toBe(401)
    const right = await auth('/two-factor/verify-totp', { code: totpCode(uri) }, cookie)
    expect(right.status).toBe(200)
    expect((await read(cookieOf(right))).status).toBe(200)
    expect(deeds().slice(-3)).toEqual([
      'twoFactor.enable ok',
      'session.create refused',
      'session.create ok',
    ])
  })

  it('takes no code twice, not even the one that it was set up with', async () => {
    const { email, uri } = await addGuarded()
    const verify = async (code: string) =>
      auth('/two-factor/verify-totp', { code }, await challenge(email))
    expect((await verify(totpCode(uri, -1))).status).toBe(401)
    const code = totpCode(uri)
    const answers = await Promise.all([verify(code), verify(code)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401])
    const refused = answers.find(({ status }) => status === 401)
    expect(refused?.headers.getSetCookie()).toEqual([])
  })

  it('is guessed five times a password, and ten times in all', async () => {
    const { email, uri } = await addGuarded()
    const guess = (cookie: string) =>
      auth('/two-factor/verify-totp', { code: '000000' }, cookie).then(({ status }) => status)
    for (let round = 0; round < 2; round += 1) {
      const cookie = await challenge(email)
      for (let index = 0; index < 5; index += 1) expect(await guess(cookie)).toBe(401)
      expect(await guess(cookie)).toBeGreaterThanOrEqual(400)
    }
    const cookie = await challenge(email)
    const right = await auth('/two-factor/verify-totp', { code: totpCode(uri) }, cookie)
    expect(right.status).toBe(429)
  })

  it('takes each backup code once', async () => {
    const { email, backupCodes } = await addGuarded()
    const verify = async (code = '') =>
      auth('/two-factor/verify-backup-code', { code }, await challenge(email))
    const opened = await verify(backupCodes[0])
    expect(opened.status).toBe(200)
    expect((await read(cookieOf(opened))).status).toBe(200)
    expect((await verify(backupCodes[0])).status).toBe(401)
    expect((await verify(backupCodes[1])).status).toBe(200)
  })

  it('trusts no device, whatever is asked', async () => {
    const { email, uri } = await addGuarded()
    const body = { code: totpCode(uri), trustDevice: true }
    const opened = await auth('/two-factor/verify-totp', body, await challenge(email))
    expect(opened.status).toBe(200)
    expect(cookieOf(opened)).not.toContain('trust')
  })

  it('is set up, switched off and given new codes with the password only', async () => {
    const { email, cookie, backupCodes } = await addGuarded()
    const wrong = { password: 'a-wrong-password' }
    for (const path of ['/disable', '/generate-backup-codes']) {
      expect((await auth(`/two-factor${path}`, wrong, cookie)).status).toBe(400)
    }
    const renewed = await auth('/two-factor/generate-backup-codes', { password }, cookie)
    expect(renewed.status).toBe(200)
    const old = { code: backupCodes[0] ?? '' }
    const refused = await auth('/two-factor/verify-backup-code', old, await challenge(email))
    expect(refused.status).toBe(401)
    const off = await auth('/two-factor/disable', { password }, cookie)
    expect(off.status).toBe(200)
    expect((await read(cookieOf(off))).text).toContain('"hasTwoFactor":false')
    expect((await signIn(api.url, { email, password })).headers.getSetCookie().join()).toContain(
      'session_token',
    )
  })

  it('keeps secret and backup codes sealed in the database', async () => {
    const { uri, backupCodes } = await addGuarded()
    const rows = JSON.stringify(await api.database.prisma.twoFactor.findMany())
    expect(rows).not.toContain(new URL(uri).searchParams.get('secret'))
    expect(rows).not.toContain(backupCodes[0])
  })
})

it('asks for a session wherever something of one’s own is changed', async () => {
  const paths = [
    ['/change-password', { currentPassword: password, newPassword: password }],
    ['/two-factor/enable', { password: person.password }],
    ['/two-factor/disable', { password: person.password }],
    ['/two-factor/generate-backup-codes', { password: person.password }],
    ['/two-factor/verify-totp', { code: '000000' }],
    ['/two-factor/verify-backup-code', { code: 'abcde-fghij' }],
    ['/passkey/verify-registration', { response: {}, name: 'x' }],
    ['/passkey/delete-passkey', { id: 'x' }],
  ] as const
  for (const [path, body] of paths) expect((await auth(path, body)).status).toBe(401)
  const options = `${api.url}/api/auth/passkey/generate-register-options`
  expect((await fetch(options)).status).toBe(401)
})
