import { randomUUID } from 'node:crypto'
import { type LiveEvent, liveEventSchema, type ReportEntry } from '@itqan/keys-contract'
import { createConsoleHandler } from '@itqan/keys-router'
import { consolePorts, everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import {
  createChangeFeed,
  createLiveKeys,
  type Database,
  openDatabase,
  type StoredKeys,
} from '@itqan/keys-store'
import { openTestDatabase, type TestDatabase } from '@itqan/keys-store/test-database'
import { storeOn } from '@itqan/keys-store/test-store'
import superjson, { type SuperJSONResult } from 'superjson'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listen } from './listen'

const silent = { error: () => undefined }
const MAX_PAGES = 40

let home: TestDatabase
let database: Database
let store: StoredKeys
let feed: ReturnType<typeof createChangeFeed>
let signedIn: Set<string>
let server: Awaited<ReturnType<typeof listen>>
let leaves: (() => void)[]

beforeEach(async () => {
  home = await openTestDatabase()
  database = openDatabase({ url: home.url })
  store = storeOn(database)
  signedIn = new Set(['mine'])
  leaves = []
  feed = createChangeFeed({ changes: (since) => store.changes(since), pollMs: 100 })
  const liveKeys = createLiveKeys(database, { feed, log: silent, pollMs: 100 })
  const handler = createConsoleHandler({
    ports: consolePorts({ keys: store, liveKeys }),
    origins: [],
    log: silent,
    getUser: async (headers) => {
      const id = headers.get('cookie') ?? ''
      return signedIn.has(id) ? { id, role: 'viewer', sessionId: 's', passwordAt: null } : null
    },
  })
  server = await listen(handler)
}, 60_000)

afterEach(async () => {
  for (const leave of leaves) leave()
  feed.close()
  await server.close()
  await database.close()
  await home[Symbol.asyncDispose]()
})

interface Live {
  status: number
  retryAfter: string | null
  /** What was told so far, the first word of an open stream apart. */
  events: LiveEvent[]
  /** `null` while it is open; else how it ended, or the error's code. */
  ending(): string | null
}

/** Reads the stream as a browser does. */
async function watch(cookie = 'mine'): Promise<Live> {
  const controller = new AbortController()
  leaves.push(() => controller.abort())
  const response = await fetch(`${server.url}/api/trpc/keys.live`, {
    headers: { cookie },
    signal: controller.signal,
  })
  const events: LiveEvent[] = []
  let ending: string | null = null
  let isFirst = true
  const toldBy = (block: string, name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  function take(block: string): void {
    const event = toldBy(block, 'event')
    const data = toldBy(block, 'data') ?? ''
    if (event === 'serialized-error') ending = /UNAUTHORIZED/.exec(data)?.[0] ?? 'failed'
    if (event === 'return') ending ??= 'returned'
    if (event || !data) return
    const told = superjson.deserialize(JSON.parse(data) as SuperJSONResult)
    if (isFirst) isFirst = false
    else events.push(liveEventSchema.strict().parse(told))
  }
  async function read(): Promise<void> {
    let text = ''
    const chunks: AsyncIterable<Uint8Array> | null = response.body
    for await (const chunk of chunks ?? []) {
      text += Buffer.from(chunk).toString()
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) take(block)
    }
  }
  if (response.ok) {
    const reading = read().catch(() => undefined)
    void reading.then(() => (ending ??= 'closed'))
    await vi.waitUntil(() => !isFirst || ending !== null, 5_000)
  } else await response.body?.cancel()
  const { status } = response
  return { status, retryAfter: response.headers.get('retry-after'), events, ending: () => ending }
}

async function add(): Promise<string> {
  const key = { provider: 'gemini', name: 'some key', key: `AIzaTest-${randomUUID()}` }
  return (await store.create(key, someOrigin))?.id ?? ''
}

async function report(keyId: string, use: Partial<ReportEntry> = {}): Promise<void> {
  const entry: ReportEntry = { keyId, outcome: 'ok', count: 1, lastUsedAt: new Date(), ...use }
  await store.report({ batchId: randomUUID(), entries: [entry] }, everyProvider)
}

const toldOf = ({ events }: Live, id: string) =>
  events.flatMap(({ changed }) => changed).filter((key) => key.id === id)

it('tells every page of what another person changes, and of nothing else', async () => {
  const [touched, other] = [await add(), await add()]
  // What was written before they came is told them at first.
  await new Promise((resolve) => setTimeout(resolve, 300))
  const pages = [await watch(), await watch()]
  await store.setActive({ keyIds: [touched], isActive: false }, someOrigin)
  for (const page of pages) {
    await vi.waitUntil(() => toldOf(page, touched).length > 0, 2_000)
    expect(toldOf(page, touched)).toMatchObject([{ status: 'disabled' }])
    expect(toldOf(page, other)).toEqual([])
    expect(page.events.at(-1)?.summary?.[0]?.byStatus).toMatchObject({ ready: 1, disabled: 1 })
  }
})

it('tells of uses, which move no epoch, and of nothing twice', async () => {
  const id = await add()
  const page = await watch()
  const before = (await store.changes()).epoch
  await report(id, { count: 3 })
  await vi.waitUntil(() => toldOf(page, id).length > 0, 2_000)
  expect(toldOf(page, id).at(-1)).toMatchObject({ usageCount: 3 })
  expect((await store.changes()).epoch).toBe(before)
  const told = page.events.length
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(page.events).toHaveLength(told)
})

it('tells of a rest that others of the pool share, and of its end', async () => {
  const [used, neighbour] = [await add(), await add()]
  await database.prisma.apiKey.updateMany({ data: { quotaPool: 'p' } })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const page = await watch()
  await report(used, { outcome: 'rate_limit', until: new Date(Date.now() + 1_500) })
  const last = () => toldOf(page, neighbour).at(-1)?.status
  await vi.waitUntil(() => last() === 'cooling', 2_000)
  await vi.waitUntil(() => last() === 'ready', 4_000)
})

it('tells that a key is gone', async () => {
  const id = await add()
  const page = await watch()
  await store.remove({ keyIds: [id] }, someOrigin)
  await vi.waitUntil(() => page.events.some(({ removed }) => removed.includes(id)), 2_000)
  expect(page.events.at(-1)?.summary).toEqual([])
})

it('tells of a key that moves to another provider, and not that it is gone', async () => {
  const id = await add()
  const page = await watch()
  await store.update({ keyIds: [id], changes: { provider: 'openai' } }, someOrigin)
  await vi.waitUntil(() => toldOf(page, id).at(-1)?.provider === 'openai', 2_000)
  expect(page.events.flatMap(({ removed }) => removed)).toEqual([])
})

it('ends at once where the session ends, and tells nothing after it', async () => {
  const id = await add()
  signedIn.add('theirs')
  const [mine, theirs] = [await watch('mine'), await watch('theirs')]
  signedIn.delete('mine')
  await report(id)
  await vi.waitUntil(() => toldOf(theirs, id).length > 0, 2_000)
  await vi.waitUntil(() => mine.ending() !== null, 2_000)
  expect(mine.ending()).toBe('UNAUTHORIZED')
  expect(mine.events).toEqual([])
  expect(theirs.ending()).toBeNull()
})

it('is open in forty pages of one person at most, until one of them is closed', async () => {
  signedIn.add('theirs')
  const pages = await Promise.all(Array.from({ length: MAX_PAGES }, () => watch('mine')))
  expect(pages.filter(({ status }) => status === 200)).toHaveLength(MAX_PAGES)
  expect(await watch('mine')).toMatchObject({ status: 429, retryAfter: '30' })
  expect((await watch('theirs')).status).toBe(200)
  leaves[0]?.()
  await vi.waitUntil(async () => (await watch('mine')).status === 200, 5_000)
  expect((await watch('mine')).status).toBe(429)
})

it('opens to nobody without a session', async () => {
  expect((await watch('nobody')).status).toBe(401)
})

it('ends when the dashboard stops, and nobody comes in any more', async () => {
  const page = await watch()
  feed.close()
  await vi.waitUntil(() => page.ending() !== null, 2_000)
  expect((await watch()).ending()).not.toBeNull()
})

it('reads nothing while nobody watches', async () => {
  const page = await watch()
  expect(page.status).toBe(200)
  for (const leave of leaves) leave()
  await vi.waitUntil(() => feed.subscribers() === 0, 2_000)
})
