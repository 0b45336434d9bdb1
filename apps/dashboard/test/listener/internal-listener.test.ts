import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { fullScope, type ListOutput } from '@itqan/keys-contract'
import { createInternalApi } from '@itqan/keys-router'
import { createToldFeed, deafAudit, storeWith, unlimited } from '@itqan/keys-router/test-doubles'
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { stampRequests } from '../../src/server/arrival/stamp-requests'
import { createPlainHttpCheck } from '../../src/server/arrival/plain-http'
import {
  createInternalListener,
  type InternalListenerOptions,
} from '../../src/server/listener/create-internal-listener'
import type { InternalListener } from '../../src/server/listener/internal-listener'
import { openWatch } from '../open-watch'
import { SECRET } from '../serve-internal-api'

const { feed, listeners: subscribers } = createToldFeed()
const logged: unknown[] = []
let list: () => Promise<ListOutput> = async () => empty

const empty: ListOutput = { epoch: 1, keys: [], removed: [], cooldowns: [] }

const store = storeWith({
  list: () => list(),
  changes: async () => ({ epoch: 1, removed: [], cooldowns: [], hasEdits: false }),
  providers: async () => [],
})

const log = { error: (message: string, fields: object) => void logged.push({ message, ...fields }) }

beforeAll(stampRequests)

afterEach(() => {
  list = async () => empty
  expect(logged).toEqual([])
})

async function open(options: Partial<InternalListenerOptions> = {}): Promise<InternalListener> {
  const api = createInternalApi({
    store,
    feed,
    audit: deafAudit,
    limiter: unlimited,
    log,
    secrets: [{ app: null, secret: SECRET, scope: fullScope }],
    isPlainHttp: createPlainHttpCheck({ dashboardUrl: 'https://keys.example', isAllowed: false }),
  })
  const listener = createInternalListener({
    at: { host: '127.0.0.1', port: 0 },
    api,
    log,
    ...options,
  })
  await listener.start()
  onTestFinished(() => listener.close())
  return listener
}

const headers = { authorization: `Bearer ${SECRET}` }

const listPath = '/api/internal/trpc/list?input=%7B%22json%22%3A%7B%7D%7D'

const ask = ({ address }: InternalListener, path: string, init: RequestInit = { headers }) =>
  fetch(`http://${address}${path}`, init)

describe('the port of the internal API', () => {
  it('has both faces, and nothing else', async () => {
    const listener = await open()
    expect((await ask(listener, listPath)).status).toBe(200)
    expect((await ask(listener, '/api/internal/api-keys')).status).toBe(200)
    const others = ['/', '/sign-in', '/api/trpc/keys.list', '/api/auth/session', '/metrics']
    const pages = ['/api/health/live', '/api/health/ready', '/api/internal', '/api/internal/trpcs']
    const names = ['/__proto__', '/constructor', '/toString']
    for (const path of [...others, ...pages, ...names]) {
      const { status, headers: told } = await ask(listener, path)
      expect([path, status, told.get('cache-control')]).toEqual([path, 404, 'no-store'])
    }
  })

  it('says how the process is, and what it counts, to whoever reads', async () => {
    const listener = await open({
      health: {
        live: () => new Response('live'),
        ready: async () => Response.json({ isReady: false }, { status: 503 }),
      },
      metrics: async () => new Response('keys_streams 0\n'),
    })
    expect(await (await ask(listener, '/api/health/live', {})).text()).toBe('live')
    expect((await ask(listener, '/api/health/ready?x=1', {})).status).toBe(503)
    expect(await (await ask(listener, '/metrics', {})).text()).toBe('keys_streams 0\n')
    expect((await ask(listener, '/metrics', { method: 'HEAD' })).status).toBe(200)
    expect((await ask(listener, '/metrics', { method: 'POST' })).status).toBe(404)
  })

  it.each([
    ['no HTTP', '\u0000\u0001\u0002garbage\r\n\r\n', 400],
    ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 400],
    ['a head without an end', `GET / HTTP/1.1\r\nx: ${'x'.repeat(17 * 1024)}\r\n\r\n`, 431],
    ['a host that is none', `GET ${listPath} HTTP/1.1\r\nhost: a b\r\n\r\n`, 401],
    [
      'a host that is none, and a secret',
      `GET ${listPath}0 HTTP/1.1\r\nhost: a b\r\nauthorization: Bearer ${SECRET}\r\n\r\n`,
      400,
    ],
    ['a whole address', 'GET http://x/api/internal/api-keys HTTP/1.1\r\nhost: x\r\n\r\n', 404],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n', 404],
  ])('answers %s, and goes on', async (_what, sent, status) => {
    const listener = await open()
    const socket = connect(Number(listener.address.split(':').at(-1)), '127.0.0.1')
    await once(socket, 'connect')
    socket.end(sent)
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect((await ask(listener, listPath)).status).toBe(200)
  })

  it('refuses a secret that a proxy took in clear, and no other of this machine', async () => {
    const listener = await open()
    for (const path of [listPath, '/api/internal/api-keys']) {
      const inClear = { headers: { ...headers, 'x-forwarded-proto': 'http' } }
      const forged = { headers: { ...inClear.headers, 'x-itqan-transport': 'https' } }
      const encrypted = { headers: { ...headers, 'x-forwarded-proto': 'https' } }
      expect((await ask(listener, path, inClear)).status).toBe(403)
      expect((await ask(listener, path, forged)).status).toBe(403)
      expect((await ask(listener, path, encrypted)).status).toBe(200)
      expect((await ask(listener, path)).status).toBe(200)
    }
    expect(logged.splice(0)).toHaveLength(4)
  })

  it('is named in what it cannot bind', async () => {
    const { address } = await open()
    const port = Number(address.split(':').at(-1))
    await expect(open({ at: { host: '127.0.0.1', port } })).rejects.toThrow(
      `INTERNAL_LISTEN: cannot listen on ${address}: EADDRINUSE`,
    )
  })

  it('writes an address of IPv6 as such', async () => {
    const listener = await open({ at: { host: '::1', port: 0 } })
    expect(listener.address).toMatch(/^\[::1\]:\d+$/)
    expect((await ask(listener, listPath)).status).toBe(200)
  })
})

describe('its end', () => {
  it('ends streams, answers what is under way, and takes nothing new', async () => {
    const listener = await open()
    const watch = await openWatch(`http://${listener.address}`)
    await watch.next()
    let answer = (_list: ListOutput): void => undefined
    const isAsked = new Promise<void>((asked) => {
      list = () => {
        asked()
        return new Promise((resolve) => (answer = resolve))
      }
    })
    const underWay = ask(listener, '/api/internal/api-keys')
    await isAsked
    const closed = listener.close()
    expect(await watch.message()).toMatchObject({ event: 'return' })
    expect(await watch.message()).toBeNull()
    await expect(ask(listener, listPath)).rejects.toThrow('fetch failed')
    answer(empty)
    expect((await underWay).status).toBe(200)
    await closed
    await listener.close()
    expect(subscribers.size).toBe(0)
  })

  it('does not wait for ever', async () => {
    const listener = await open({ closeMs: 10 })
    list = () => new Promise(() => undefined)
    const underWay = ask(listener, '/api/internal/api-keys').catch(() => 'cut')
    await listener.close()
    expect(await underWay).toBe('cut')
  })
})
