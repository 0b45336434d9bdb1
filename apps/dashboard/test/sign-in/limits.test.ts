import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { type PeoplesApi, person, servePeople, signIn } from './serve-sign-in'

// A password takes its time to be checked, on purpose.
vi.setConfig({ testTimeout: 60_000 })

let api: PeoplesApi

beforeAll(async () => {
  api = await servePeople()
}, 60_000)
beforeEach(() => api.reset())
afterAll(() => api[Symbol.asyncDispose]())

const right = { password: person.password }

async function statuses(times: number, attempt: () => Promise<Response>): Promise<number[]> {
  const found: number[] = []
  for (let index = 0; index < times; index += 1) found.push((await attempt()).status)
  return found
}

it('line 30: after five failures no password is looked at, and the time to wait is told', async () => {
  expect(await statuses(5, () => signIn(api.url))).toEqual([401, 401, 401, 401, 401])
  const refused = await signIn(api.url, right)
  expect(refused.status).toBe(429)
  const wait = Number(refused.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(600)
  expect(wait).toBeLessThanOrEqual(900)
  expect(refused.headers.get('cache-control')).toBe('no-store')
  expect((await signIn(api.url, { ...right, from: '192.0.2.2' })).status).toBe(200)
})

it('line 30: many guesses at once are counted before any is looked at', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => signIn(api.url)))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
})

it('line 30: an address that the caller claims changes nothing', async () => {
  // `signIn` claims another at each call, left of what the trusted proxy adds.
  expect((await statuses(7, () => signIn(api.url))).slice(5)).toEqual([429, 429])
})

it('line 30: a stranger learns nothing about who has an account', async () => {
  const nobody = { email: 'nobody@keys.example' }
  const [known, unknown] = [await signIn(api.url), await signIn(api.url, nobody)]
  expect(unknown.status).toBe(known.status)
  expect(await unknown.text()).toBe(await known.text())
  expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()])
  for (const guess of [{}, nobody]) {
    expect(await statuses(5, () => signIn(api.url, guess))).toEqual([401, 401, 401, 401, 429])
  }
})

it('writes down who signed in, from where, and who did not', async () => {
  await signIn(api.url)
  await signIn(api.url, { ...right, from: '198.51.100.7' })
  expect(api.audited).toMatchObject([
    { action: 'session.create', outcome: 'refused', actor: { name: null }, address: '192.0.2.1' },
    { action: 'session.create', outcome: 'ok', address: '198.51.100.7' },
  ])
  expect(api.audited[1]?.actor.name).toMatch(/\w{8,}/)
  expect(JSON.stringify(api.audited)).not.toContain('password')
  expect(await api.sessionAddresses()).toEqual(['198.51.100.7'])
})

it('answers 500 without its database, and holds it against nobody', async () => {
  await using broken = await servePeople()
  await broken.breakDatabase()
  expect(await statuses(8, () => signIn(broken.url))).toEqual(Array(8).fill(500))
})

it('says under which id a failure stands in the log, and prints it nowhere else', async () => {
  const printed = vi.spyOn(console, 'error')
  onTestFinished(() => printed.mockRestore())
  await using broken = await servePeople()
  await broken.breakDatabase()
  const answer = await signIn(broken.url)
  const { errorId } = z.object({ errorId: z.uuid() }).parse(await answer.json())
  expect(broken.logged).toContainEqual(expect.objectContaining({ errorId }))
  expect(printed).not.toHaveBeenCalled()
})
