import type { Role } from '@itqan/keys-contract'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { cookieOf, ORIGIN, type PeoplesApi, person, servePeople, signIn } from './serve-sign-in'

vi.setConfig({ testTimeout: 60_000 })

let api: PeoplesApi
let administrator: string

beforeAll(async () => {
  api = await servePeople()
}, 60_000)
beforeEach(async () => {
  await api.reset()
  administrator = cookieOf(await signIn(api.url, { password: person.password }))
})
afterAll(() => api[Symbol.asyncDispose]())

const password = 'a-password-of-another'

async function addPerson(role: Role): Promise<{ id: string; email: string }> {
  const email = `${role}-${Math.random().toString(36).slice(2)}@keys.example`
  return { id: await api.addPerson({ email, password, role }), email }
}

/** Calls a procedure with a session's cookie. @returns the status and what it says. */
async function call(name: string, input: object, cookie = administrator) {
  const response = await fetch(`${api.url}/api/trpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, cookie },
    body: JSON.stringify({ json: input }),
  })
  return { status: response.status, text: await response.text() }
}

const read = (name: string, cookie = administrator) =>
  fetch(`${api.url}/api/trpc/${name}`, { headers: { cookie } })

const ownId = async () => {
  const email = person.email.toLowerCase()
  return (await api.database.prisma.user.findUniqueOrThrow({ where: { email } })).id
}

it('lists people without a hash, a token or a secret', async () => {
  const { email } = await addPerson('viewer')
  const text = await (await read('people.list')).text()
  expect(text).toContain(email)
  expect(text).toMatch(/"lastSignInAt":"\d{4}/)
  expect(text).not.toMatch(/password|token|hash|secret/i)
})

it('ends all sessions of whoever is disabled at once, and keeps them out', async () => {
  const { id: personId, email } = await addPerson('operator')
  const cookies = [
    cookieOf(await signIn(api.url, { email, password })),
    cookieOf(await signIn(api.url, { email, password })),
  ]
  expect((await read('keys.list', cookies[0])).status).toBe(200)
  expect((await call('people.setDisabled', { personId, isDisabled: true })).status).toBe(200)
  for (const cookie of cookies) expect((await read('keys.list', cookie)).status).toBe(401)
  expect((await signIn(api.url, { email, password })).status).toBe(403)
  expect((await signIn(api.url, { email, password: 'a-wrong-password' })).status).toBe(401)
  expect((await call('people.setDisabled', { personId, isDisabled: false })).status).toBe(200)
  expect((await signIn(api.url, { email, password })).status).toBe(200)
})

it('opens nothing to a session that was opened while its person was disabled, nor once they are back', async () => {
  const { id, email } = await addPerson('operator')
  const cookie = cookieOf(await signIn(api.url, { email, password }))
  // As if the sign-in had read the person a moment before.
  await api.database.prisma.user.update({ where: { id }, data: { disabledAt: new Date() } })
  expect((await read('keys.list', cookie)).status).toBe(401)
  // On the way back it is ended: nobody knows who opened it.
  expect((await call('people.setDisabled', { personId: id, isDisabled: false })).status).toBe(200)
  expect((await read('keys.list', cookie)).status).toBe(401)
  const again = cookieOf(await signIn(api.url, { email, password }))
  expect((await read('keys.list', again)).status).toBe(200)
})

it('gives a new role from the next call on', async () => {
  const { id: personId, email } = await addPerson('viewer')
  const cookie = cookieOf(await signIn(api.url, { email, password }))
  expect((await call('people.list', {}, cookie)).status).not.toBe(200)
  expect((await read('people.list', cookie)).status).toBe(403)
  await call('people.setRole', { personId, role: 'administrator' })
  expect((await read('people.list', cookie)).status).toBe(200)
  await call('people.setRole', { personId, role: 'viewer' })
  expect((await read('people.list', cookie)).status).toBe(403)
})

it('keeps the last administrator from being demoted, disabled or removed', async () => {
  const personId = await ownId()
  for (const [name, input] of [
    ['people.setRole', { personId, role: 'viewer' }],
    ['people.setDisabled', { personId, isDisabled: true }],
    ['people.remove', { personId }],
  ] as const) {
    const { status, text } = await call(name, input)
    expect(status).toBe(409)
    expect(text).toContain('last_administrator')
  }
  expect((await read('people.list')).status).toBe(200)
  expect(api.audited.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'session.create ok',
    'person.role failed',
    'person.disable failed',
    'person.remove failed',
  ])
})

it('keeps one of two administrators who remove, demote or disable each other at once', async () => {
  const { prisma } = api.database
  const able = () => prisma.user.count({ where: { role: 'administrator', disabledAt: null } })
  const first = await ownId()
  for (const against of [
    (personId: string) => call('people.setRole', { personId, role: 'viewer' }),
    (personId: string) => call('people.setDisabled', { personId, isDisabled: true }),
  ]) {
    const { id: second } = await addPerson('administrator')
    expect(await able()).toBe(2)
    const answers = await Promise.all([against(first), against(second)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await able()).toBe(1)
    await prisma.user.delete({ where: { id: second } })
    const back = { role: 'administrator', disabledAt: null }
    await prisma.user.update({ where: { id: first }, data: back })
    administrator = cookieOf(await signIn(api.url, { password: person.password }))
  }
})

it('removes a person with all that lets them in, and leaves the audit', async () => {
  const { id: personId, email } = await addPerson('operator')
  const cookie = cookieOf(await signIn(api.url, { email, password }))
  expect((await call('people.remove', { personId })).status).toBe(200)
  expect((await read('keys.list', cookie)).status).toBe(401)
  expect((await signIn(api.url, { email, password })).status).toBe(401)
  expect((await api.auditedInStore()).at(-1)).toBe('person.remove')
  expect((await call('people.remove', { personId })).status).toBe(404)
})

it('shows a lock to administrators, who may lift it for all places at once', async () => {
  const { id: personId, email } = await addPerson('operator')
  const guess = (from: string) => signIn(api.url, { email, from })
  for (let index = 0; index < 5; index += 1) await guess('192.0.2.50')
  for (let index = 0; index < 5; index += 1) await guess('198.51.100.50')
  const right = { email, password }
  expect((await signIn(api.url, { ...right, from: '192.0.2.50' })).status).toBe(429)
  expect(await (await read('people.list')).text()).toContain('"failures":10')
  expect((await call('people.unlock', { personId })).status).toBe(200)
  expect(await (await read('people.list')).text()).not.toContain('"failures"')
  expect((await signIn(api.url, { ...right, from: '192.0.2.50' })).status).toBe(200)
  expect((await signIn(api.url, { ...right, from: '198.51.100.50' })).status).toBe(200)
  expect((await api.auditedInStore()).at(-1)).toBe('person.unlock')
})

it.each(['operator', 'viewer'] as const)('refuses people to the role %s', async (role) => {
  const { email, id: personId } = await addPerson(role)
  const cookie = cookieOf(await signIn(api.url, { email, password }))
  for (const name of ['people.list', 'people.invitations']) {
    expect((await read(name, cookie)).status).toBe(403)
  }
  const invitationId = '00000000-0000-4000-8000-000000000000'
  for (const [name, input] of [
    ['people.invite', { role: 'administrator', email: null }],
    ['people.revoke', { invitationId }],
    ['people.setRole', { personId, role: 'administrator' }],
    ['people.setDisabled', { personId, isDisabled: true }],
    ['people.remove', { personId }],
    ['people.unlock', { personId }],
  ] as const) {
    expect((await call(name, input, cookie)).status).toBe(403)
  }
})
