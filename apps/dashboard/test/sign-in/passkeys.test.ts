import { randomUUID } from 'node:crypto'
import { PASSWORD_FRESH_MS } from '@itqan/keys-contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { cookieOf, type PeoplesApi, person, post, servePeople, signIn } from './serve-sign-in'

vi.setConfig({ testTimeout: 60_000 })

let api: PeoplesApi
let cookie: string

beforeAll(async () => {
  api = await servePeople()
}, 60_000)
beforeEach(async () => {
  await api.reset()
  cookie = cookieOf(await signIn(api.url, { password: person.password }))
})
afterAll(() => api[Symbol.asyncDispose]())

const askOptions = () =>
  fetch(`${api.url}/api/auth/passkey/generate-register-options`, { headers: { cookie } })

const register = () =>
  post(
    `${api.url}/api/auth/passkey/verify-registration`,
    { response: {}, name: 'Portable' },
    { cookie },
  )

const remove = (id: string) =>
  post(`${api.url}/api/auth/passkey/delete-passkey`, { id }, { cookie })

/** When the password was last given in the session that is open. */
async function setPasswordAt(passwordAt: Date | null): Promise<void> {
  await api.database.prisma.session.updateMany({ data: { passwordAt } })
}

/** As if an authenticator had made it. */
async function addPasskey(): Promise<string> {
  const { prisma } = api.database
  const { id: userId } = await prisma.user.findUniqueOrThrow({
    where: { email: person.email.toLowerCase() },
  })
  const id = randomUUID()
  const made = { publicKey: 'p', credentialID: id, counter: 0, deviceType: 's', backedUp: false }
  await prisma.passkey.create({ data: { id, userId, ...made } })
  return id
}

/** Passkeys, and challenges for new ones. */
async function rows(): Promise<number[]> {
  const { passkey, verification } = api.database.prisma
  return [await passkey.count(), await verification.count()]
}

const deeds = () => api.audited.map(({ action, outcome }) => `${action} ${outcome}`)

describe('a passkey', () => {
  it('is asked for and removed for five minutes after the password was given', async () => {
    const id = await addPasskey()
    await setPasswordAt(new Date(Date.now() - PASSWORD_FRESH_MS + 30_000))
    const options = await askOptions()
    expect(options.status).toBe(200)
    expect(await options.json()).toMatchObject({ challenge: expect.any(String) as string })
    // It is looked at, and is none.
    expect(await register().then(({ status }) => status)).toBe(400)
    expect((await remove(id)).status).toBe(200)
    expect((await rows())[0]).toBe(0)
    expect(deeds()).toEqual(['session.create ok', 'passkey.add refused', 'passkey.remove ok'])
  })

  it.each([
    ['longer ago', () => new Date(Date.now() - PASSWORD_FRESH_MS - 1_000)],
    ['never, as after a sign-in by passkey', () => null],
  ])('is neither asked for, added nor removed where that was %s', async (_name, passwordAt) => {
    const id = await addPasskey()
    const before = await rows()
    await setPasswordAt(passwordAt())
    for (const ask of [askOptions, register, () => remove(id)]) {
      const response = await ask()
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ code: 'SESSION_NOT_FRESH' })
    }
    expect(await rows()).toEqual(before)
    expect(deeds()).toEqual(['session.create ok'])
  })
})
