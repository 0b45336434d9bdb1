import { expect, it } from 'vitest'
import { appSecret, consumerApp } from './app.fixture'
import { appState, liveStreams, shortVersion } from './app-state'

const now = new Date('2026-11-23T12:00:00Z')
const since = new Date('2026-11-23T11:00:00Z')
const at = (time: string) => new Date(`2026-11-23T${time}Z`)

it.each([
  ['never', 'has a secret and was never heard', consumerApp()],
  ['connected', 'was heard a minute ago', consumerApp({ lastSeenAt: at('11:59:00') })],
  ['silent', 'was heard five minutes ago', consumerApp({ lastSeenAt: at('11:55:00') })],
  [
    'connected',
    'says nothing on a stream that is open',
    consumerApp({ lastSeenAt: at('11:10:00'), secrets: [appSecret('aaaaaaaa', { streams: 1 })] }),
  ],
  [
    'removed',
    'has no secret since the restart',
    consumerApp({ secrets: [], lastSeenAt: at('10:59:59') }),
  ],
  [
    'elsewhere',
    'has no secret here and was heard since the restart',
    consumerApp({ secrets: [], lastSeenAt: at('11:00:01') }),
  ],
] as const)('is %s when it %s', (state, _when, app) => {
  expect(appState(app, { since, now })).toBe(state)
})

it('adds the streams of all its secrets', () => {
  const secrets = [appSecret('aaaaaaaa', { streams: 2 }), appSecret('bbbbbbbb', { streams: 3 })]
  expect(liveStreams({ secrets })).toBe(5)
})

it('shortens our own client’s version, and no other', () => {
  expect(shortVersion('itqan-keys-client/1.2.3')).toBe('1.2.3')
  expect(shortVersion('curl/8.1')).toBe('curl/8.1')
})
