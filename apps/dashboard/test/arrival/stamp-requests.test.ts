import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stampRequests } from '../../src/server/arrival/stamp-requests'

/** Answers with the headers that a handler sees. */
const server = createServer((request, response) => response.end(JSON.stringify(request.headers)))

beforeAll(async () => {
  stampRequests()
  stampRequests()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(() => void server.close())

/** Sends a request as it is written. @returns the headers that the handler saw. */
async function seenFor(
  lines: string[],
  version = '1.1',
  path = '/',
): Promise<Record<string, string>> {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const head = [`GET ${path} HTTP/${version}`, 'Host: 127.0.0.1', 'Connection: close', ...lines]
  socket.end(`${head.join('\r\n')}\r\n\r\n`)
  const answer = await text(socket)
  return JSON.parse(/\{.*\}/.exec(answer)?.[0] ?? '{}') as Record<string, string>
}

it('writes the socket’s own address over what the caller says', async () => {
  const seen = await seenFor(['X-Itqan-Peer: 10.0.0.1', 'x-forwarded-for: 10.0.0.2'])
  expect(seen['x-itqan-peer']).toBe('127.0.0.1')
  expect(seen['x-forwarded-for']).toBe('10.0.0.2')
})

it('takes away whatever else is private', async () => {
  const seen = await seenFor(['X-ITQAN-Address: 10.0.0.1', 'x-itqan-other: 1', 'x-itqan: kept'])
  const names = Object.keys(seen).filter((name) => name.startsWith('x-itqan'))
  expect(names.toSorted()).toEqual(['x-itqan', 'x-itqan-peer', 'x-itqan-transport'])
})

it('leaves the API nothing that Next would answer by itself', async () => {
  const sent = ['RSC: 1', 'x-middleware-prefetch: 1', 'Next-Router-Prefetch: 1']
  const names = async (path: string) => Object.keys(await seenFor(sent, '1.1', path))
  expect(await names('/api/internal/trpc/list')).not.toContain('rsc')
  expect(await names('/api/trpc/keys.list')).not.toContain('x-middleware-prefetch')
  expect(await names('/keys')).toContain('next-router-prefetch')
})

/** nginx by default names its upstream as host, speaks HTTP/1.0 and adds nothing. */
const nginx: [string[], string] = [[], '1.0']

it.each<[what: string, sent: [string[], string?], expected: string]>([
  ['a client of this machine', [[]], 'direct'],
  ['a proxy that took it in clear', [['X-Forwarded-Proto: http']], 'http'],
  ['a proxy that took it by HTTPS', [['X-Forwarded-Proto: https']], 'https'],
  ['two proxies, the first by HTTPS', [['X-Forwarded-Proto: https, http']], 'https'],
  ['two proxies, the first in clear', [['X-Forwarded-Proto: http, https']], 'http'],
  ['a proxy that follows the standard', [['Forwarded: for=192.0.2.7;proto=https']], 'https'],
  ['the same in clear', [['Forwarded: for=192.0.2.7;proto=http, proto=https']], 'http'],
  ['a proxy that does not say how', [['X-Forwarded-For: 192.0.2.7']], 'http'],
  ['one that names itself only', [['Via: 1.1 proxy']], 'http'],
  ['one that names the client only', [['X-Real-IP: 192.0.2.7']], 'http'],
  ['nginx as it is', nginx, 'http'],
  ['nginx told to say how', [['X-Forwarded-Proto: https'], '1.0'], 'https'],
  ['a claim under the private name', [['X-Itqan-Transport: https'], '1.0'], 'http'],
])('knows a request of %s', async (_what, [lines, version], expected) => {
  expect((await seenFor(lines, version))['x-itqan-transport']).toBe(expected)
})
