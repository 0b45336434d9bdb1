import { PING_INTERVAL_MS } from '@itqan/keys-contract'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Change, createInternalHandlers, createPresence, keysRouter } from '../src'
import { createToldFeed, deafAudit, someOrigin, storeWith, unlimited } from './open-doors'

const SECRET = 'stream-test-secret-0123456789-abcdefghij'
const url =
  'http://keys.test/api/internal/trpc/watch?input=%7B%22json%22%3A%7B%22since%22%3A3%7D%7D'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const rest: Change['cooldowns'][number] = {
  scope: 'provider',
  provider: 'gemini',
  target: 'gemini',
  model: null,
  outcome: 'overloaded',
  until: new Date('2026-11-23T10:00:00Z'),
  revision: 5,
}

const changes: Change[] = [
  { since: 4, epoch: 5, removed: ['a'], cooldowns: [rest], hasEdits: false },
  { since: 5, epoch: 6, removed: [], cooldowns: [], hasEdits: true },
  { since: 6, epoch: 2, removed: [], cooldowns: [], hasEdits: true },
  { since: 2, epoch: 2, removed: ['b'], cooldowns: [], hasEdits: false },
  { since: 2, epoch: 3, removed: ['b'], cooldowns: [], hasEdits: false },
]

function setUp() {
  const { feed, listeners } = createToldFeed()
  const store = storeWith({
    changes: async () => ({ epoch: 4, removed: ['x'], cooldowns: [], hasEdits: true }),
  })
  return { listeners, ports: { store, feed, audit: deafAudit } }
}

/** By tRPC alone. */
function byTrpc({ ports }: ReturnType<typeof setUp>, provider: string | null): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/internal/trpc',
    router: keysRouter,
    req: new Request(url),
    createContext: () => ({
      ...ports,
      streams: createPresence(),
      origin: someOrigin,
      trace: () => undefined,
      caller: { app: null, scope: { canRead: true, provider }, fingerprint: '' },
      user: null,
    }),
  })
}

function byBytes({ ports }: ReturnType<typeof setUp>, provider: string | null): Promise<Response> {
  const { trpc } = createInternalHandlers({
    ...ports,
    limiter: unlimited,
    log: { error: () => undefined },
    secrets: [{ app: null, secret: SECRET, scope: { canRead: true, provider } }],
  })
  return trpc(new Request(url, { headers: { authorization: `Bearer ${SECRET}` } }))
}

/** Tells all there is to tell, and answers what was sent. */
async function textOf(open: typeof byTrpc, provider: string | null): Promise<string> {
  const stage = setUp()
  const response = await open(stage, provider)
  const parts: AsyncIterable<Uint8Array> | null = response.body
  const decoder = new TextDecoder()
  let text = ''
  const reading = (async () => {
    for await (const part of parts ?? []) {
      text += decoder.decode(part)
    }
  })()
  const heard = async (piece: string, times = 1) => {
    while (text.split(piece).length <= times) await new Promise((resolve) => setImmediate(resolve))
  }
  await heard('"sync"')
  for (const change of changes) {
    for (const listener of stage.listeners) listener.onChange(change)
    for (let turns = 0; turns < 50; turns += 1)
      await new Promise((resolve) => setImmediate(resolve))
  }
  await heard('"keys"', 2)
  await vi.advanceTimersByTimeAsync(PING_INTERVAL_MS)
  await heard('event: ping')
  for (const listener of stage.listeners) listener.onEnd()
  await reading
  expect(stage.listeners.size).toBe(0)
  return text
}

it.each([null, 'gemini', 'openai'])(
  'a stream is what tRPC itself would send, byte by byte (restricted to %s)',
  async (provider) => {
    const expected = await textOf(byTrpc, provider)
    expect(expected).toContain('event: return')
    expect(expected.includes('overloaded')).toBe(provider !== 'openai')
    expect(await textOf(byBytes, provider)).toBe(expected)
  },
)
