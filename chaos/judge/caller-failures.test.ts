import { expect, test } from 'vitest'
import { excuseOf } from './caller-failures'

const failure = { from: 10_000, at: 12_000, run: 'client-1.1', code: 'unavailable', hadKeys: true }
const outage = [{ from: 11_000, to: 20_000 }]

test('a call may fail while its provider is away', () => {
  expect(excuseOf(failure, { keys: [], provider: outage })).toBe('provider')
})

test('a client that knows keys has no excuse while the dashboards are away', () => {
  expect(excuseOf(failure, { keys: outage, provider: [] })).toBeNull()
})

test('a client without keys may fail while the dashboards are away, and not otherwise', () => {
  const cold = { ...failure, hadKeys: false }
  expect(excuseOf(cold, { keys: outage, provider: [] })).toBe('cold')
  expect(excuseOf(cold, { keys: [{ from: 0, to: 9_000 }], provider: [] })).toBeNull()
})
