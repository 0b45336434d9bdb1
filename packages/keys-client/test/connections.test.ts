import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createStreams, keysRouter } from '@itqan/keys-router'
import { deafAudit, someOrigin } from '@itqan/keys-router/test-doubles'
import { localLink } from '@trpc/client'
import superjson from 'superjson'
import { describe, expect, it, vi } from 'vitest'
import { systemClock } from '../src/clock'
import { createKeysApi, httpLink, type KeysLink } from '../src/link/link'
import { figure } from './figure'
import { pooledKeys } from './pooled-key'
import { type Door, SECRET, startDashboard } from './scripted-dashboard'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const AT_ONCE = 20
const MEGABYTE = 1024 * 1024

/** Opens a stream, reads its first event and leaves. */
function comeAndGo(link: KeysLink): Promise<void> {
  return new Promise((resolve, reject) => {
    const subscription = createKeysApi(link).watch.subscribe(
      {},
      {
        onData() {
          subscription.unsubscribe()
          resolve()
        },
        onError: reject,
      },
    )
  })
}

async function comeAndGoTimes(link: KeysLink, times: number): Promise<void> {
  let left = times
  const visitor = async () => {
    for (; left > 0; left -= 1) await comeAndGo(link)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, visitor))
}

describe('streams that come and go', () => {
  it.each<Door>(['fetch', 'listener'])(
    'line 16: after 10,000 connects and disconnects, 2,500 of them over HTTP, 0 listeners are left, and RSS grew by 20 MB at most (%s)',
    async (door) => {
      const dashboard = await startDashboard(pooledKeys(1), undefined, door)
      const link = httpLink({
        url: dashboard.url,
        secret: SECRET,
        timeoutMs: 5_000,
        clock: systemClock,
      })
      const { store, feed } = dashboard
      const streams = createStreams()
      const local: KeysLink = localLink({
        router: keysRouter,
        transformer: superjson,
        createContext: async () => ({
          store,
          feed,
          streams,
          audit: deafAudit,
          origin: someOrigin,
          caller: { app: null, scope: { canRead: true, provider: null }, fingerprint: '' },
          trace: () => undefined,
          user: null,
        }),
      })
      const rss = async () => {
        await vi.waitUntil(() => dashboard.feed.subscribers() === 0, { interval: 5 })
        for (let pass = 0; pass < 3; pass += 1) collectGarbage()
        return process.memoryUsage().rss
      }
      await comeAndGoTimes(link, 1_000)
      await comeAndGoTimes(local, 1_000)
      const before = await rss()
      await comeAndGoTimes(link, 2_500)
      await comeAndGoTimes(local, 7_500)
      const grown = (await rss()) - before
      figure(
        `line 16: RSS grew by ${(grown / MEGABYTE).toFixed(1)} MB over 10,000 streams (${door})`,
      )
      expect(dashboard.requests('watch')).toBeGreaterThanOrEqual(3_500)
      expect(dashboard.feed.subscribers()).toBe(0)
      expect(grown).toBeLessThanOrEqual(20 * MEGABYTE)
    },
    60_000,
  )
})
