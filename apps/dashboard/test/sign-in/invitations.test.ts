import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type PeoplesApi, person, post, servePeople, signIn } from './serve-sign-in'

// A password takes its time to be hashed, on purpose.
vi.setConfig({ testTimeout: 60_000 })

let api: PeoplesApi

beforeAll(async () => {
  api = await servePeople()
}, 60_000)
beforeEach(() => api.reset())
afterAll(() => api[Symbol.asyncDispose]())

let serial = 0
const newcomer = () => {
  serial += 1
  return {
    email: `newcomer-${serial}@keys.example`,
    name: 'New Comer',
    password: 'a-password-of-a-newcomer',
  }
}

const invite = async (email: string | null = null) =>
  api.people.invite({ role: 'viewer', email }, someOrigin)

const accept = (token: string, who: object = newcomer(), options = {}) =>
  post(`${api.url}/api/auth/invitation/accept`, { ...who, token }, options)

const read = (token: string, options = {}) =>
  post(`${api.url}/api/auth/invitation/read`, { token }, options)

describe('an invitation', () => {
  it('says what it offers and makes the person, who then signs in', async () => {
    const { token } = await invite()
    expect(await (await read(token)).json()).toEqual({ role: 'viewer', email: null })
    const who = newcomer()
    expect((await accept(token, who)).status).toBe(200)
    expect((await signIn(api.url, who)).status).toBe(200)
    const made = await api.database.prisma.user.findUnique({ where: { email: who.email } })
    expect(made).toMatchObject({ role: 'viewer', name: 'New Comer' })
    expect((await api.auditedInStore()).slice(-2)).toEqual([
      'invitation.create',
      'invitation.accept',
    ])
  })

  it('works once, also for two who use it at the same time', async () => {
    const { token } = await invite()
    const answers = await Promise.all([accept(token), accept(token), accept(token)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404])
    expect((await read(token)).status).toBe(404)
  })

  it('that is expired or revoked, or was never made, opens nothing, and none tells which', async () => {
    const [late, revoked] = [await invite(), await invite()]
    const expiresAt = new Date(Date.now() - 1)
    await api.database.prisma.invitation.update({ where: { id: late.id }, data: { expiresAt } })
    await api.people.revoke({ invitationId: revoked.id }, someOrigin)
    const tokens = [late.token, revoked.token, 'x'.repeat(43)]
    const answers = await Promise.all(tokens.flatMap((token) => [read(token), accept(token)]))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
  })

  it('for one address makes no account under another', async () => {
    const { email } = newcomer()
    const { token } = await invite(email)
    const other = newcomer()
    expect((await accept(token, other)).status).toBe(200)
    const { prisma } = api.database
    expect(await prisma.user.count({ where: { email: other.email } })).toBe(0)
    expect(await prisma.user.count({ where: { email } })).toBe(1)
  })

  it('takes nobody’s account over, and stays good for another address', async () => {
    const { token } = await invite()
    const taken = await accept(token, { ...newcomer(), email: person.email })
    expect(taken.status).toBe(409)
    expect(await taken.json()).toMatchObject({ code: 'EMAIL_TAKEN' })
    expect((await signIn(api.url, { password: person.password })).status).toBe(200)
    expect((await accept(token)).status).toBe(200)
  })

  it.each([
    ['a short password', { password: 'elevenchars' }],
    ['an endless password', { password: 'x'.repeat(129) }],
    ['no address', { email: 'nobody' }],
    ['no name', { name: ' ' }],
  ])('with %s is refused and not used up', async (_what, wrong) => {
    const { token } = await invite()
    expect((await accept(token, { ...newcomer(), ...wrong })).status).toBe(400)
    expect((await read(token)).status).toBe(200)
  })

  it('keeps neither token nor password in the database', async () => {
    const { token } = await invite()
    const who = newcomer()
    await accept(token, who)
    const { prisma } = api.database
    const kept = [
      await prisma.invitation.findMany(),
      await prisma.account.findMany(),
      (await prisma.auditEntry.findMany()).map((entry) => ({ ...entry, seq: String(entry.seq) })),
    ]
    expect(JSON.stringify(kept)).not.toContain(token)
    expect(JSON.stringify(kept)).not.toContain(who.password)
  })

  it('of somebody who is disabled since opens nothing any more', async () => {
    const who = newcomer()
    const id = await api.addPerson({ ...who, role: 'administrator' })
    const origin = { ...someOrigin, actor: { kind: 'person', name: id } as const }
    const { token } = await api.people.invite({ role: 'administrator', email: null }, origin)
    await api.people.setDisabled({ personId: id, isDisabled: true }, someOrigin)
    expect((await read(token)).status).toBe(404)
  })

  it('is tried a hundred times from one address, and no more', async () => {
    const from = '198.51.100.9'
    const guesses = Array.from({ length: 110 }, () => read('y'.repeat(43), { from }))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 404)).toHaveLength(100)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    const { token } = await invite()
    expect((await read(token)).status).toBe(200)
  })
})

describe('the link of the terminal', () => {
  it('makes the first administrator, and opens nothing once somebody can sign in', async () => {
    await using empty = await servePeople({ isEmpty: true })
    const [one, other] = [
      await empty.people.inviteFirst(someOrigin),
      await empty.people.inviteFirst(someOrigin),
    ]
    const open = (token: string) =>
      post(`${empty.url}/api/auth/invitation/accept`, { ...newcomer(), token })
    const answers = await Promise.all([open(one.token), open(other.token), open(one.token)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404])
    const { prisma } = empty.database
    expect(await prisma.user.findMany({ select: { role: true } })).toEqual([
      { role: 'administrator' },
    ])
    const third = await empty.people.inviteFirst(someOrigin)
    expect((await open(third.token)).status).toBe(404)
  })
})
