import type { WatchEvent } from '@itqan/keys-contract'
import type { KeysRouter } from '@itqan/keys-router'
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client'
import { createParser } from 'eventsource-parser'
import superjson from 'superjson'
import { expect, it, vi } from 'vitest'
import { pooledKeys } from './pooled-key'
import { type Door, SECRET, startDashboard } from './scripted-dashboard'

/** What Node 20 lacks: as much of a browser's `EventSource` as tRPC's own link asks for. */
class FetchEventSource extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSED = 2
  readonly CONNECTING = FetchEventSource.CONNECTING
  readonly OPEN = FetchEventSource.OPEN
  readonly CLOSED = FetchEventSource.CLOSED
  readyState: number = FetchEventSource.CONNECTING
  private readonly leaving = new AbortController()

  constructor(url: string, init: { headers?: Record<string, string> } = {}) {
    super()
    this.read(url, init).catch(() => {
      this.readyState = FetchEventSource.CLOSED
      this.dispatchEvent(new Event('error'))
    })
  }

  private async read(url: string, init: { headers?: Record<string, string> }): Promise<void> {
    const { body } = await fetch(url, { ...init, signal: this.leaving.signal })
    this.readyState = FetchEventSource.OPEN
    this.dispatchEvent(new Event('open'))
    const decoder = new TextDecoder()
    const parser = createParser({
      onEvent: ({ event = 'message', data }) =>
        void this.dispatchEvent(new MessageEvent(event, { data })),
    })
    const parts: AsyncIterable<Uint8Array> | null = body
    for await (const part of parts ?? []) parser.feed(decoder.decode(part, { stream: true }))
  }

  close(): void {
    this.readyState = FetchEventSource.CLOSED
    this.leaving.abort()
  }
}

it.each<Door>(['fetch', 'listener'])('tRPC’s own client follows the stream (%s)', async (door) => {
  const dashboard = await startDashboard(pooledKeys(2), undefined, door)
  const client = createTRPCClient<KeysRouter>({
    links: [
      httpSubscriptionLink({
        url: `${dashboard.url}/api/internal/trpc`,
        transformer: superjson,
        EventSource: FetchEventSource,
        eventSourceOptions: { headers: { authorization: `Bearer ${SECRET}` } },
      }),
    ],
  })
  const events: WatchEvent[] = []
  const onComplete = vi.fn()
  client.watch.subscribe({ since: 1 }, { onData: (event) => events.push(event), onComplete })
  await vi.waitUntil(() => events.length === 1, { timeout: 10_000 })
  dashboard.revoke('k0')
  await vi.waitUntil(() => events.length === 2, { timeout: 10_000 })
  expect(events).toMatchObject([
    { reason: 'sync', since: 1, epoch: 1 },
    { reason: 'revoked', since: 1, epoch: 2, removed: ['k0'] },
  ])
  dashboard.feed.close()
  await vi.waitUntil(() => onComplete.mock.calls.length === 1, { timeout: 10_000 })
})
