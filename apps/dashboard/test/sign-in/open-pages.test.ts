import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { cookieOf, ORIGIN, type PeoplesApi, person, servePeople, signIn } from './serve-sign-in'

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

async function expiresAt(): Promise<number> {
  return Number((await api.database.prisma.session.findFirstOrThrow()).expiresAt)
}

/** As if nobody had touched the session since it was opened, a week but a minute ago. */
async function leaveSeconds(seconds: number): Promise<number> {
  const expires = new Date(Date.now() + seconds * 1_000)
  const seen = new Date(Date.now() - 6 * 24 * 3_600_000)
  const data = { expiresAt: expires, updatedAt: seen }
  await api.database.prisma.session.updateMany({ data })
  return expires.getTime()
}

/** A page that is open, and what becomes of its stream. */
async function openPage() {
  const controller = new AbortController()
  const response = await fetch(`${api.url}/api/trpc/keys.live`, {
    headers: { cookie },
    signal: controller.signal,
  })
  const reading = response.text().catch(() => 'left')
  return { status: response.status, reading, leave: () => controller.abort() }
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${api.url}/api/trpc/${path}`, {
    ...init,
    headers: { 'content-type': 'application/json', origin: ORIGIN, cookie },
  })

it('a page that is only open keeps no session alive: a person who changes something does', async () => {
  const expires = await leaveSeconds(60)
  const page = await openPage()
  expect(page.status).toBe(200)
  // It asks for its session each second.
  await pause(2_500)
  expect(await expiresAt()).toBe(expires)
  // What it asks for by itself, alone or together.
  expect((await ask('keys.list')).status).toBe(200)
  expect((await ask('keys.list,profile.read?batch=1')).status).toBe(200)
  expect(await expiresAt()).toBe(expires)
  expect((await ask('profile.endOtherSessions', { method: 'POST' })).status).toBe(200)
  expect(await expiresAt()).toBeGreaterThan(Date.now() + 24 * 3_600_000)
  page.leave()
  expect(await page.reading).toBe('left')
})

it('a page that stays open sees its session end at its time, however often it asks', async () => {
  const page = await openPage()
  await leaveSeconds(2)
  expect((await ask('keys.list')).status).toBe(200)
  expect(await page.reading).toContain('UNAUTHORIZED')
  page.leave()
})
