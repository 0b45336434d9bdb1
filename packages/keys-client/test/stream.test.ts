import { PING_INTERVAL_MS } from '@itqan/keys-contract'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createKeysClient, type KeysClient } from '../src'
import { createFakeClock, type FakeClock } from './fake-clock'
import { writeStream } from './harness/stream-script'
import { pooledKeys } from './pooled-key'
import { SECRET, type ScriptedDashboard, startDashboard } from './scripted-dashboard'

async function openClient(
  dashboard: ScriptedDashboard,
): Promise<{ client: KeysClient; clock: FakeClock; disconnects: string[] }> {
  const clock = createFakeClock()
  const client = createKeysClient({ url: dashboard.url, secret: SECRET, clock })
  onTestFinished(async () => {
    await client.close({ timeoutMs: 0 })
  })
  const disconnects: string[] = []
  client.on('disconnected', ({ reason }) => disconnects.push(reason))
  await client.waitUntilReady({ providers: ['gemini'] })
  await vi.waitUntil(() => client.status().stream === 'open', { interval: 1 })
  return { client, clock, disconnects }
}

const MEGABYTE = 'x'.repeat(1024 * 1024)

/** An event that can be read, but is not what the router would say. */
const asData = (value: unknown) => `data: ${JSON.stringify({ json: value })}`

const garbled: [name: string, lines: string[]][] = [
  ['malformed JSON', ['data: {"json": {"epoch": 7,']],
  ['JSON that is no superjson', ['data: null']],
  ['a wrong schema', [asData({ epoch: 'seven' })]],
  ['a reason that nobody knows', [asData({ since: 1, epoch: 2, reason: 'moved', removed: [] })]],
  ['an epoch that is no number', [asData({ since: 1, epoch: 1e400, reason: 'keys' })]],
  ['a 1 MB line', [asData(MEGABYTE)]],
  ['a 1 MB line of nothing', [`data: ${MEGABYTE}`]],
  ['empty data', ['data:']],
]

const unknown: [name: string, lines: string[]][] = [
  ['an unknown event', ['event: gossip', 'data: {"json":1}']],
  ['an unknown event of 1 MB', ['event: gossip', `data: ${MEGABYTE}`]],
  ['an unknown field', ['mood: good']],
  ['a comment', [': hello']],
  ['a comment of 1 MB', [`: ${MEGABYTE}`]],
  ['a ping', ['event: ping', 'data:']],
  ['an event without data', ['event: message']],
  ['a wish to wait', ['retry: 100000']],
  ['no data at all', ['']],
]

describe('what cannot be read on the stream', () => {
  it.each(garbled)('line 10: %s is known but bad: 1 list is asked for', async (_name, lines) => {
    const dashboard = await startDashboard(pooledKeys(3))
    const stream = writeStream(dashboard)
    const { client, disconnects } = await openClient(dashboard)
    dashboard.mute(true)
    dashboard.revoke('k0')
    stream.write(...lines)
    // The list tells what the stream did not.
    await vi.waitUntil(() => client.explain('gemini').length === 2, { interval: 1 })
    expect(dashboard.requests('list')).toBe(2)
    stream.tell({ since: 2, epoch: 3, reason: 'revoked', removed: ['k1'] })
    await vi.waitUntil(() => client.explain('gemini').length === 1, { interval: 1 })
    expect([stream.opened, disconnects]).toEqual([1, []])
  })

  it('line 10: a flood of garbage asks for 1 list at once, and for 1 a second', async () => {
    const dashboard = await startDashboard(pooledKeys(3))
    const stream = writeStream(dashboard)
    const { clock } = await openClient(dashboard)
    const asked = () => dashboard.requests('list')
    for (let event = 0; event < 100; event += 1) stream.write('data: garbage')
    dashboard.revoke('k0')
    await vi.waitUntil(() => asked() === 2, { interval: 1 })
    await clock.advance(999)
    expect(asked()).toBe(2)
    await clock.advance(1)
    await vi.waitUntil(() => asked() === 3, { interval: 1 })
  })

  it.each(unknown)('line 10: %s is ignored: 0 lists are asked for', async (_name, lines) => {
    const dashboard = await startDashboard(pooledKeys(3))
    const stream = writeStream(dashboard)
    const { client, clock, disconnects } = await openClient(dashboard)
    stream.write(...lines)
    stream.tell({ since: 1, epoch: 2, reason: 'revoked', removed: ['k0'] })
    await vi.waitUntil(() => client.explain('gemini').length === 2, { interval: 1 })
    await clock.settle()
    expect(dashboard.requests('list')).toBe(1)
    expect([stream.opened, disconnects, client.status().stream]).toEqual([1, [], 'open'])
  })

  it('line 10: an event cut into single bytes, over several lines, is read as one', async () => {
    const dashboard = await startDashboard(pooledKeys(3))
    const stream = writeStream(dashboard)
    const { client } = await openClient(dashboard)
    stream.write(
      'data: {"json":{"since":1,"epoch":2,"reason":"revoked",',
      'data: "removed":["k0"],',
    )
    stream.tell({ since: 1, epoch: 2, reason: 'revoked', removed: ['k0'] })
    await vi.waitUntil(() => client.explain('gemini').length === 2, { interval: 1 })
    expect(client.status().stream).toBe('open')
  })

  it('an endless event ends the stream, and another is opened', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    const stream = writeStream(dashboard)
    const { clock, disconnects } = await openClient(dashboard)
    stream.write(`data: ${'x'.repeat(9 * 1024 * 1024)}`)
    await vi.waitUntil(() => disconnects.length === 1, { interval: 1 })
    await clock.advance(1_000)
    await vi.waitUntil(() => stream.opened === 2, { interval: 1 })
  })
})

describe('a stream that falls silent', () => {
  it('line 14: is noticed within 40 s, and opened again', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    const stream = writeStream(dashboard)
    const { client, clock, disconnects } = await openClient(dashboard)
    const silentSince = clock.now()
    let noticedAt = Infinity
    client.on('disconnected', () => (noticedAt = clock.now()))
    await clock.advance(40_000)
    expect(noticedAt - silentSince).toBeLessThanOrEqual(40_000)
    expect(disconnects[0]).toContain('timed out')
    await vi.waitUntil(() => stream.opened === 2, { interval: 1 })
  })

  it('line 14: is kept as long as it gives signs of life', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    const stream = writeStream(dashboard)
    const { client, clock, disconnects } = await openClient(dashboard)
    for (let ping = 0; ping < 20; ping += 1) {
      await clock.advance(PING_INTERVAL_MS)
      stream.write('event: ping', 'data:')
      await clock.settle()
    }
    expect([stream.opened, disconnects, client.status().stream]).toEqual([1, [], 'open'])
  })

  it('line 14: before its first word is given up after the time for an answer', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.script('watch', (request) => void request.resume())
    const clock = createFakeClock()
    const client = createKeysClient({ url: dashboard.url, secret: SECRET, clock })
    const disconnects: string[] = []
    client.on('disconnected', ({ reason }) => disconnects.push(reason))
    await client.waitUntilReady({ providers: ['gemini'] })
    await vi.waitUntil(() => dashboard.requests('watch') === 1, { interval: 1 })
    await clock.advance(5_000)
    expect(disconnects).toHaveLength(1)
    await client.close()
  })
})

describe('a stream that ends', () => {
  it('has the dashboard polled meanwhile, within the poll interval', async () => {
    const dashboard = await startDashboard(pooledKeys(2))
    const { client, clock } = await openClient(dashboard)
    dashboard.script('watch', (_request, response) => void response.writeHead(503).end())
    dashboard.resetConnections()
    await vi.waitUntil(() => client.status().stream === 'waiting', { interval: 1 })
    dashboard.revoke('k0')
    for (let second = 0; second < 10; second += 1) await clock.advance(1_000)
    await vi.waitUntil(() => client.explain('gemini').length === 1, { interval: 1 })
  })
})
