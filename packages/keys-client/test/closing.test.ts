import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeysClient } from '../src'
import { errorOf } from './error-of'
import { ways } from './harness/ways'
import { pooledKeys } from './pooled-key'
import { answerWith, SECRET, type ScriptedDashboard, startDashboard } from './scripted-dashboard'

const program = fileURLToPath(new URL('use-in-child.ts', import.meta.url))

function start(dashboard: ScriptedDashboard, how: string, uses: number) {
  const args = ['--import', 'tsx', program, how, dashboard.url, SECRET, String(uses)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<unknown>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  return {
    child,
    ended,
    said: () => said,
    ready: async () => {
      while (!said.includes('ready')) await once(child.stdout, 'data')
    },
  }
}

describe('a process that ends', () => {
  it('line 21: at SIGTERM, with a handler that closes, loses 0 of 5,000 uses', async () => {
    const dashboard = await startDashboard(pooledKeys(3))
    const { child, ready, ended, said } = start(dashboard, 'sigterm', 5_000)
    await ready()
    child.kill('SIGTERM')
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(dashboard.totalUses()).toBe(5_000)
    expect(said()).toContain('{"sent":5000,"pending":0,"dropped":0}')
  }, 20_000)

  it('line 21: for want of work loses 0 of 50 uses, also when the first report fails', async () => {
    const dashboard = await startDashboard(pooledKeys(3))
    let failures = 0
    dashboard.script('report', async (request, response) => {
      failures += 1
      if (failures === 1) await answerWith(503)(request, response)
      else await dashboard.pass(request, response)
    })
    const { ended } = start(dashboard, 'run-out', 50)
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(dashboard.totalUses()).toBe(50)
    expect(failures).toBe(2)
  }, 20_000)

  it('line 21: by kill -9 loses at most what was recorded since the last flush', async () => {
    const dashboard = await startDashboard(pooledKeys(3))
    const { child, ready, ended } = start(dashboard, 'leave-open', 50)
    await ready()
    child.kill('SIGKILL')
    expect(await ended).toEqual({ code: null, signal: 'SIGKILL' })
    expect(dashboard.totalUses()).toBeGreaterThanOrEqual(1)
    expect(dashboard.totalUses()).toBeLessThanOrEqual(51)
  }, 20_000)

  it('line 21: after close nothing keeps it: it ends by itself with an open stream before', async () => {
    const dashboard = await startDashboard(pooledKeys(3))
    const { ended } = start(dashboard, 'close', 50)
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(dashboard.totalUses()).toBe(50)
  }, 20_000)
})

describe.each(ways)('close over $name', (way) => {
  it('line 21: reports all and says where all uses are', async () => {
    const site = await way.open(pooledKeys(4))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    for (let use = 0; use < 40; use += 1) client.tryAcquire('gemini')?.ok()
    expect(await client.close()).toEqual({ sent: 40, pending: 0, dropped: 0 })
    expect(site.totalUses()).toBe(40)
  })

  it('line 21: gives up at its time with a dashboard that is down, and says so twice', async () => {
    const site = await way.open(pooledKeys(4))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    site.trouble(503)
    for (let use = 0; use < 40; use += 1) client.tryAcquire('gemini')?.ok()
    const start = site.clock.now()
    let closedAt = Infinity
    const closing = client.close({ timeoutMs: 3_000 }).finally(() => (closedAt = site.clock.now()))
    await site.clock.advance(10_000)
    expect(await closing).toEqual({ sent: 0, pending: 40, dropped: 0 })
    expect(closedAt - start).toBe(3_000)
    expect(await client.close()).toEqual({ sent: 0, pending: 40, dropped: 0 })
  })

  it('line 21: waits for a dashboard that comes back in time', async () => {
    const site = await way.open(pooledKeys(4))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    site.trouble('reset')
    for (let use = 0; use < 40; use += 1) client.tryAcquire('gemini')?.ok()
    const closing = client.close()
    await site.clock.advance(2_000)
    site.trouble(null)
    await site.clock.advance(3_000)
    expect(await closing).toEqual({ sent: 40, pending: 0, dropped: 0 })
    expect(site.totalUses()).toBe(40)
  })

  it('leaves no timer and no listener, and asks nothing more', async () => {
    const site = await way.open(pooledKeys(1))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    await site.clock.settle()
    client.tryAcquire('gemini')?.ok()
    await client.close()
    await site.clock.settle()
    expect([site.clock.timers('holding'), site.clock.timers('background')]).toEqual([0, 0])
    expect(site.feed.subscribers()).toBe(0)
    const asked = site.requests('list') + site.requests('watch') + site.requests('report')
    await site.clock.advance(3_600_000)
    expect(site.requests('list') + site.requests('watch') + site.requests('report')).toBe(asked)
  })

  it('refuses later calls, and those that still wait for keys', async () => {
    const site = await way.open(pooledKeys(1))
    site.trouble('silence')
    const client = site.connect()
    const waiting = errorOf(client.acquire('gemini'))
    await site.clock.settle()
    await client.close()
    expect(await waiting).toMatchObject({ code: 'closed', isRetryable: false })
    expect(await errorOf(client.acquire('gemini'))).toMatchObject({ code: 'closed' })
    expect(() => client.tryAcquire('gemini')).toThrow('closed')
    await site.clock.settle()
    expect(site.clock.timers('holding')).toBe(0)
    expect(site.requests('list')).toBe(1)
  })

  it('wakes who waits for the end of a rest', async () => {
    const site = await way.open(pooledKeys(1))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    site.cool({
      scope: 'key',
      provider: 'gemini',
      target: 'k0',
      model: null,
      outcome: 'rate_limit',
      until: new Date(site.clock.now() + 3_600_000),
    })
    await site.clock.advance(15_000)
    const waiting = errorOf(client.acquire('gemini', { deadline: 7_200_000 }))
    await site.clock.settle()
    await client.close()
    expect(await waiting).toMatchObject({ code: 'closed' })
  })

  it('`await using` closes', async () => {
    const site = await way.open(pooledKeys(1))
    {
      await using client = site.connect()
      await client.waitUntilReady({ providers: ['gemini'] })
      client.tryAcquire('gemini')?.ok()
    }
    expect(site.totalUses()).toBe(1)
  })
})

it('a stream that is open keeps no process alive, and a client that was never used holds nothing', async () => {
  const client = createKeysClient({ url: 'http://127.0.0.1:1', secret: SECRET })
  expect(await client.close()).toEqual({ sent: 0, pending: 0, dropped: 0 })
})
