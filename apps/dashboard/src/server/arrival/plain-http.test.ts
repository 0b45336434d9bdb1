import { expect, it } from 'vitest'
import { createPlainHttpCheck } from './plain-http'

const https = 'https://keys.example'
const http = 'http://localhost:3001'

function isPlain(given: { transport?: string; peer?: string; url?: string; isAllowed?: boolean }) {
  const { transport, peer = '127.0.0.1', url = https, isAllowed = false } = given
  const headers = new Headers({ 'x-itqan-peer': peer, host: '127.0.0.1:3001' })
  if (transport) headers.set('x-itqan-transport', transport)
  return createPlainHttpCheck({ dashboardUrl: url, isAllowed })(headers)
}

it.each([
  ['https from anywhere is well', { transport: 'https', peer: '192.0.2.7' }, false],
  ['in clear through a proxy is not', { transport: 'http', peer: '192.0.2.7' }, true],
  ['nor through one of this machine', { transport: 'http', peer: '127.0.0.1' }, true],
  ['nor where people come in clear too', { transport: 'http', url: http }, true],
  ['on this machine nobody listens', { transport: 'direct', peer: '::1' }, false],
  ['on a network somebody may', { transport: 'direct', peer: '10.0.0.7' }, true],
  ['unless there is no other way', { transport: 'direct', peer: '10.0.0.7', url: http }, false],
  ['what came in before anybody looked is not known', { url: http }, null],
  ['an exception is one', { transport: 'http', peer: '192.0.2.7', isAllowed: true }, false],
])('%s', (_what, given, expected) => {
  expect(isPlain(given)).toBe(expected)
})
