import { expect, it } from 'vitest'
import { appSecret, consumerApp } from './app.fixture'
import { newAppProgress } from './new-app-progress'

const made = 'bbbbbbbb'
const read = (secret: Partial<ReturnType<typeof appSecret>> | null, fingerprint: string | null) =>
  newAppProgress({
    name: 'quotes',
    fingerprint,
    before: ['itqan-ma'],
    apps: secret ? [consumerApp({ secrets: [appSecret(made, secret)] })] : [],
  })

it('waits for the secret to be configured, then for the app to use it', () => {
  expect(read(null, made)).toEqual({ nameProblem: null, isConfigured: false, isSeen: false })
  expect(read({}, made)).toMatchObject({ isConfigured: true, isSeen: false })
  expect(read({ lastUsedAt: new Date() }, made)).toMatchObject({ isSeen: true })
  expect(read({ streams: 1 }, made)).toMatchObject({ isSeen: true })
})

it('does not take another secret of that name for the one that was made', () => {
  expect(read({ lastUsedAt: new Date() }, 'cccccccc')).toMatchObject({ isConfigured: false })
})

it('goes by the name where the browser cannot tell secrets apart', () => {
  expect(read({ lastUsedAt: new Date() }, null)).toMatchObject({ isConfigured: true, isSeen: true })
})

it.each([
  ['', 'missing'],
  ['Quotes', 'malformed'],
  ['itqan-ma', 'taken'],
  ['quotes', null],
])('says of the name %j: %s', (name, nameProblem) => {
  const input = { name, fingerprint: made, before: ['itqan-ma'], apps: [consumerApp()] }
  expect(newAppProgress(input).nameProblem).toBe(nameProblem)
})
