import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createKeysClient, type KeysClient } from '../src'
import { createFakeClock, type FakeClock } from './fake-clock'
import { createCallCount } from './harness/call-count'
import { switchedLink } from './harness/switched-link'
import { pooledKeys } from './pooled-key'
import {
  answerWith,
  resets,
  type Script,
  type ScriptedDashboard,
  startDashboard,
} from './scripted-dashboard'

const MINUTE = 60_000

/** What a stream may meet: an answer to it, or an address where nobody answers. */
type Obstacle = { script: Script } | { address: string }

const html = { 'content-type': 'text/html' }
const elsewhere = { location: 'http://127.0.0.1:1/' }

const passing: [name: string, obstacle: Obstacle][] = [
  ...[400, 404, 408, 413, 429, 500, 502, 503, 504].map((status): [string, Obstacle] => [
    `status ${status}`,
    { script: answerWith(status) },
  ]),
  ['a TCP reset', { script: resets }],
  ['a refused connection', { address: 'http://127.0.0.1:1' }],
  // Too long a label: the resolver says so by itself, and asks no server.
  ['a name that DNS does not know', { address: `https://${'x'.repeat(64)}.invalid` }],
  ['HTML with status 200', { script: answerWith(200, html, '<h1>Welcome</h1>') }],
  ['status 204', { script: answerWith(204) }],
  ['a redirect', { script: answerWith(302, elsewhere) }],
  ['a redirect that keeps the method', { script: answerWith(307, elsewhere) }],
]

interface Scene {
  dashboard: ScriptedDashboard
  client: KeysClient
  clock: FakeClock
  /** Delays until the next try, in the order they were told. */
  delays: number[]
  meet(obstacle: Obstacle | null): void
}

async function setUp(): Promise<Scene> {
  const dashboard = await startDashboard(pooledKeys(2))
  let client: KeysClient | null = null
  const calls = createCallCount()
  const clock = createFakeClock(
    () => calls.inFlight() === 0 && client?.status().stream !== 'connecting',
  )
  const { link, streamsTo } = switchedLink({ url: dashboard.url, clock })
  client = createKeysClient({ link: calls.count(link), clock })
  const delays: number[] = []
  client.on('disconnected', ({ retryInMs }) => delays.push(retryInMs))
  const opened = client
  onTestFinished(async () => {
    await opened.close({ timeoutMs: 0 })
  })
  return {
    dashboard,
    client,
    clock,
    delays,
    meet(obstacle) {
      dashboard.script('watch', obstacle && 'script' in obstacle ? obstacle.script : null)
      streamsTo(obstacle && 'address' in obstacle ? obstacle.address : null)
    },
  }
}

async function start({ client, clock }: Scene): Promise<void> {
  await client.waitUntilReady({ providers: ['gemini'] })
  await clock.settle()
}

/** In short steps: on a clock that is moved by hand a stream soon looks silent. */
async function opensWithin({ client, clock }: Scene, ms: number): Promise<boolean> {
  for (let waited = 0; waited < ms && client.status().stream !== 'open'; waited += 10_000) {
    await clock.advance(10_000)
  }
  return client.status().stream === 'open'
}

describe.each(['at first connect', 'at reconnect'])('%s', (when) => {
  async function meetNow(scene: Scene, obstacle: Obstacle): Promise<void> {
    if (when === 'at first connect') {
      scene.meet(obstacle)
      await start(scene)
    } else {
      await start(scene)
      expect(scene.client.status().stream).toBe('open')
      scene.meet(obstacle)
      scene.dashboard.resetConnections()
      await vi.waitUntil(() => scene.delays.length === 1, { interval: 1 })
    }
  }

  it.each(passing)('line 12: %s never stops the client for good', async (_name, obstacle) => {
    const scene = await setUp()
    const { client, clock, delays, meet } = scene
    await meetNow(scene, obstacle)
    await clock.advance(5 * MINUTE)
    // A try each 30 s at the latest.
    expect(delays.length).toBeGreaterThanOrEqual(10)
    expect(Math.max(...delays)).toBeLessThanOrEqual(30_000)
    expect(client.tryAcquire('gemini')).not.toBeNull()
    meet(null)
    await clock.advance(30_000)
    expect(client.status().stream).toBe('open')
  })

  it.each([401, 403])(
    'line 12: status %i goes to tries of 5 minutes, and keys are used as long as `list` has them',
    async (status) => {
      const scene = await setUp()
      const { client, clock, delays, meet } = scene
      await meetNow(scene, { script: answerWith(status) })
      for (let minute = 0; minute < 20; minute += 1) {
        await clock.advance(MINUTE)
        expect(client.tryAcquire('gemini')).not.toBeNull()
      }
      const refused = when === 'at first connect' ? delays : delays.slice(1)
      expect(refused.length).toBeGreaterThanOrEqual(4)
      expect(refused.length).toBeLessThanOrEqual(6)
      expect(Math.min(...refused)).toBeGreaterThanOrEqual(4.5 * MINUTE)
      expect(Math.max(...refused)).toBeLessThanOrEqual(5 * MINUTE)
      meet(null)
      expect(await opensWithin(scene, 5 * MINUTE)).toBe(true)
    },
  )

  it.each([401, 403])(
    'line 12: status %i of everything is asked about each 5 minutes',
    async (status) => {
      const scene = await setUp()
      const { client, clock, dashboard } = scene
      if (when === 'at first connect') {
        dashboard.scriptAll(answerWith(status))
        await client.waitUntilReady({ providers: ['gemini'] }).catch(() => undefined)
      } else {
        await start(scene)
        dashboard.scriptAll(answerWith(status))
        dashboard.resetConnections()
        await vi.waitUntil(() => scene.delays.length === 1, { interval: 1 })
        await clock.advance(MINUTE)
      }
      const before = dashboard.requests('list')
      // Nobody reads: a read would have it asked about sooner.
      await clock.advance(9 * MINUTE)
      expect(dashboard.requests('list') - before).toBeGreaterThanOrEqual(1)
      expect(dashboard.requests('list') - before).toBeLessThanOrEqual(5)
      expect(client.status().providers).toMatchObject([{ isReady: false, failure: 'unauthorized' }])
      dashboard.scriptAll(null)
      expect(await opensWithin(scene, 5 * MINUTE)).toBe(true)
      await clock.advance(1)
      expect(client.tryAcquire('gemini')).not.toBeNull()
    },
  )
})

describe('the time between tries', () => {
  it.each([429, 503])('line 13: a Retry-After of a %i is honoured', async (status) => {
    const scene = await setUp()
    const { clock, delays, dashboard, meet } = scene
    meet({ script: answerWith(status, { 'retry-after': '120' }) })
    await start(scene)
    expect(delays).toEqual([120_000])
    await clock.advance(119_000)
    expect(dashboard.requests('watch')).toBe(1)
    await clock.advance(1_000)
    expect(dashboard.requests('watch')).toBe(2)
  })

  it('line 13: a Retry-After of `list` is honoured, also when a proxy says it in HTML', async () => {
    const scene = await setUp()
    const { client, clock, dashboard } = scene
    await start(scene)
    dashboard.scriptAll(answerWith(503, { ...html, 'retry-after': '200' }, '<h1>Busy</h1>'))
    dashboard.resetConnections()
    await clock.advance(15_000)
    const before = dashboard.requests('list')
    await clock.advance(180_000)
    expect(dashboard.requests('list')).toBe(before)
    await clock.advance(20_000)
    expect(dashboard.requests('list')).toBe(before + 1)
    expect(client.tryAcquire('gemini')).not.toBeNull()
  })
})
