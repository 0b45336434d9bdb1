import { expect, it } from 'vitest'
import { readyAnswer } from './health-answers'
import { createReadiness, type Readiness } from './readiness'

const well = async () => undefined
const ill = async () => {
  throw new Error('relation "api_keys" does not exist at db.internal:5432')
}
const never = () => new Promise<void>(() => undefined)
const isDraining = () => false

it('is ready when every check is well', async () => {
  const ready = createReadiness({ checks: { database: well, audit: well }, isDraining })
  expect(await ready()).toEqual({
    isReady: true,
    isDraining: false,
    checks: { database: 'ok', audit: 'ok' },
  })
})

it('names the check that failed, and the one that hangs', async () => {
  const checks = { database: well, migrations: ill, audit: never }
  const ready = createReadiness({ checks, isDraining, timeoutMs: 10 })
  const { isReady, checks: states } = await ready()
  expect(isReady).toBe(false)
  expect(states).toEqual({ database: 'ok', migrations: 'failed', audit: 'slow' })
})

it('looks once for all who ask, and again a second later', async () => {
  let looks = 0
  let now = 0
  const checks = { database: async () => (looks += 1) }
  const ready = createReadiness({ checks, isDraining, now: () => now })
  await Promise.all(Array.from({ length: 1_000 }, () => ready()))
  await ready()
  expect(looks).toBe(1)
  now = 1_000
  await ready()
  expect(looks).toBe(2)
})

it('does not ask again what has not answered yet', async () => {
  let looks = 0
  let answer: () => void = () => undefined
  const database = () => {
    looks += 1
    return new Promise<void>((resolve) => (answer = resolve))
  }
  const ready = createReadiness({ checks: { database }, isDraining, timeoutMs: 1, rememberMs: 0 })
  await ready()
  await ready()
  expect(looks).toBe(1)
  answer()
  await ready()
  expect((await ready()).checks).toEqual({ database: 'slow' })
  expect(looks).toBe(2)
})

it('is not ready once it drains, and looks at nothing any more', async () => {
  let looks = 0
  const checks = { database: async () => (looks += 1) }
  const ready = createReadiness({ checks, isDraining: () => true })
  expect(await ready()).toEqual({ isReady: false, isDraining: true, checks: {} })
  expect(looks).toBe(0)
})

it('tells of every change, and of no other look', async () => {
  const told: Readiness[] = []
  let isWell = true
  const checks = { database: () => (isWell ? well() : ill()) }
  const onChange = (readiness: Readiness) => told.push(readiness)
  const ready = createReadiness({ checks, isDraining, onChange, rememberMs: 0 })
  for (const state of [true, false, false, true, true]) {
    isWell = state
    await ready()
  }
  expect(told.map(({ isReady }) => isReady)).toEqual([false, true])
})

it('answers with names and states alone', async () => {
  const ready = createReadiness({ checks: { migrations: ill }, isDraining })
  const response = readyAnswer(await ready())
  expect(response.status).toBe(503)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({ status: 'not ready', checks: { migrations: 'failed' } })
})
