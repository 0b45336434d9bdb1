import { expect, it, vi } from 'vitest'
import { createKeysClient, type KeysClient } from '../src'
import { figure, percentiles } from './figure'
import { pooledKeys } from './pooled-key'
import { type Door, SECRET, startDashboard } from './scripted-dashboard'

const ROUNDS = 10

const fanOuts: { door: Door; size: number }[] = [
  { door: 'fetch', size: 1_000 },
  { door: 'listener', size: 100 },
  { door: 'listener', size: 1_000 },
]

const title = 'line 6: of $size clients none hands a revoked key out, 0 missed of 10 each ($door)'

it.each(fanOuts)(
  title,
  async ({ door, size }) => {
    const dashboard = await startDashboard(pooledKeys(ROUNDS + 1), undefined, door)
    const clients: KeysClient[] = []
    for (let start = 0; start < size; start += 50) {
      const some = Array.from({ length: 50 }, () =>
        createKeysClient({ url: dashboard.url, secret: SECRET }),
      )
      await Promise.all(some.map((client) => client.waitUntilReady({ providers: ['gemini'] })))
      clients.push(...some)
    }
    await vi.waitUntil(() => clients.every((client) => client.status().stream === 'open'), {
      interval: 20,
      timeout: 15_000,
    })
    const latencies: number[] = []
    let missed = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now()
      const waiting = new Set(clients)
      const stops = clients.map((client) =>
        client.on('update', () => {
          latencies.push(performance.now() - start)
          waiting.delete(client)
        }),
      )
      dashboard.revoke(`k${round}`)
      await vi.waitUntil(() => waiting.size === 0, { interval: 1, timeout: 10_000 })
      for (const stop of stops) stop()
      const keys = clients.map((client) => client.explain('gemini').map(({ keyId }) => keyId))
      missed += keys.filter((ids) => ids.includes(`k${round}`)).length
    }
    figure(`line 6, ${door}, ${size} clients: ${percentiles(latencies)}`)
    expect(latencies).toHaveLength(size * ROUNDS)
    expect(missed).toBe(0)
    await Promise.all(clients.map((client) => client.close({ timeoutMs: 0 })))
    await vi.waitUntil(() => dashboard.feed.subscribers() === 0, { interval: 5, timeout: 10_000 })
  },
  120_000,
)
