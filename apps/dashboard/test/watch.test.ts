import { randomUUID } from 'node:crypto'
import { INVALID_KEY_CONFIRMATIONS, type ReportEntry } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { openDatabase } from '@itqan/keys-store'
import { storeOn } from '@itqan/keys-store/test-store'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openWatch, watchUrl } from './open-watch'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

let api: InternalApi
let id: string

beforeAll(async () => {
  api = await serveInternalApi()
  id = await add()
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

async function add(): Promise<string> {
  const key = `AIza-${randomUUID()}`
  return (await api.store.create({ provider: 'gemini', name: 'one', key }, someOrigin))?.id ?? ''
}

const epochNow = async () => (await api.store.changes()).epoch

const report = (entry: Partial<ReportEntry>) =>
  api.store.report(
    {
      batchId: randomUUID(),
      entries: [{ keyId: id, outcome: 'ok', count: 1, lastUsedAt: new Date(), ...entry }],
    },
    everyProvider,
  )

/** Once everybody has been let go. */
const nobodyListens = () =>
  vi.waitFor(() => expect(api.feed.subscribers()).toBe(0), { timeout: 20_000 })

describe('a stream of changes', () => {
  it('begins with where the pool stands, on a connection of its own that nobody buffers', async () => {
    const watch = await openWatch(api.url)
    expect(watch.response.status).toBe(200)
    expect(Object.fromEntries(watch.response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      connection: 'close',
    })
    const epoch = await epochNow()
    expect(await watch.next()).toEqual({
      since: epoch,
      epoch,
      reason: 'sync',
      removed: [],
      cooldowns: [],
      hasEdits: false,
      spreadMs: 0,
    })
    watch.leave()
  })

  it('begins with all that came after the epoch that the caller has', async () => {
    const since = await epochNow()
    const gone = await add()
    await api.store.remove({ keyIds: [gone] }, someOrigin)
    await add()
    const watch = await openWatch(api.url, { since })
    expect(await watch.next()).toEqual({
      since,
      epoch: since + 3,
      reason: 'sync',
      removed: [gone],
      cooldowns: [],
      hasEdits: true,
      spreadMs: 1,
    })
    watch.leave()
  })

  it('tells a caller from another database that it is one', async () => {
    const watch = await openWatch(api.url, { since: 9_000_000 })
    expect(await watch.next()).toMatchObject({ since: 9_000_000, hasEdits: true, reason: 'sync' })
    watch.leave()
  })

  it('tells of a key that a provider refuses, at once and to everyone', async () => {
    await nobodyListens()
    const watches = await Promise.all(Array.from({ length: 5 }, () => openWatch(api.url)))
    const { epoch = 0 } = (await Promise.all(watches.map((watch) => watch.next())))[0] ?? {}
    await report({ outcome: 'invalid_key', exact: true })
    for (const watch of watches) {
      expect(await watch.next()).toEqual({
        since: epoch,
        epoch: epoch + 1,
        reason: 'revoked',
        removed: [id],
        cooldowns: [],
        hasEdits: false,
        spreadMs: 0,
      })
    }
    await api.store.setActive({ keyIds: [id], isActive: true }, someOrigin)
    for (const watch of watches) {
      expect(await watch.next()).toMatchObject({ reason: 'keys', removed: [], spreadMs: 5 })
      watch.leave()
    }
  })

  it('tells of a key that was refused often enough, and not before', async () => {
    const watch = await openWatch(api.url)
    const { epoch } = await watch.next()
    for (let told = 0; told < INVALID_KEY_CONFIRMATIONS; told += 1) {
      await report({ outcome: 'invalid_key' })
    }
    expect(await watch.next()).toMatchObject({ epoch: epoch + 1, removed: [id] })
    await api.store.setActive({ keyIds: [id], isActive: true }, someOrigin)
    watch.leave()
  })

  it('tells of rests that begin and rests that are lifted', async () => {
    const watch = await openWatch(api.url)
    const { epoch } = await watch.next()
    const until = new Date(Date.now() + 60_000)
    await report({ outcome: 'rate_limit', model: 'm', until })
    expect(await watch.next()).toMatchObject({
      reason: 'cooldowns',
      cooldowns: [{ scope: 'key_model', target: id, model: 'm', until, revision: epoch + 1 }],
    })
    await api.store.resetErrors({ keyIds: [id] }, someOrigin)
    const lifted = await watch.next()
    expect(lifted).toMatchObject({
      reason: 'keys',
      cooldowns: [{ target: id, revision: epoch + 2 }],
    })
    expect(lifted.cooldowns[0]?.until.getTime()).toBeLessThanOrEqual(Date.now())
    watch.leave()
  })

  it('tells of what another process changed', async () => {
    const watch = await openWatch(api.url)
    const { epoch } = await watch.next()
    await using elsewhere = openDatabase({ url: api.databaseUrl, maxConnections: 1 })
    const commitsUnheard = storeOn(elsewhere)
    await commitsUnheard.setActive({ keyIds: [id], isActive: false }, someOrigin)
    expect(await watch.next()).toMatchObject({ epoch: epoch + 1, removed: [id] })
    await commitsUnheard.setActive({ keyIds: [id], isActive: true }, someOrigin)
    expect(await watch.next()).toMatchObject({ epoch: epoch + 2, hasEdits: true })
    watch.leave()
  })

  it('tells changes in their order, each beginning where the one before ended', async () => {
    const watch = await openWatch(api.url)
    let known = (await watch.next()).epoch
    const last = known + 60
    const flips = Array.from({ length: 60 }, (_, index) =>
      api.store.setActive({ keyIds: [id], isActive: index === 59 }, someOrigin),
    )
    while (known < last) {
      const event = await watch.next()
      expect(event.since).toBe(known)
      known = event.epoch
    }
    expect(known).toBe(last)
    await Promise.all(flips)
    watch.leave()
  }, 30_000)

  it('loses nothing that is committed while it opens, in 500 interleavings', async () => {
    await nobodyListens()
    const random = createRandom(7)
    let known = await epochNow()
    for (let trial = 0; trial < 500; trial += 1) {
      const isActive = trial % 2 === 1
      const opening = openWatch(api.url, { since: known })
      for (let turn = random(40); turn > 0; turn -= 1) {
        await new Promise((resolve) => setImmediate(resolve))
      }
      const committed = api.store.setActive({ keyIds: [id], isActive }, someOrigin)
      const watch = await opening
      const target = known + 1
      while (known < target) {
        const event = await watch.next()
        expect(event.since).toBeLessThanOrEqual(known)
        known = event.epoch
        if (known < target) continue
        expect(isActive ? event.hasEdits : event.removed.includes(id)).toBe(true)
      }
      await committed
      watch.leave()
    }
    await nobodyListens()
  }, 120_000)

  it('leaves nobody behind after 1,000 connections', async () => {
    for (let round = 0; round < 20; round += 1) {
      const watches = await Promise.all(Array.from({ length: 50 }, () => openWatch(api.url)))
      // Some are read, some hang up before their first event.
      for (const [index, watch] of watches.entries()) {
        if (index % 2 === 0) await watch.next()
        watch.leave()
      }
    }
    await nobodyListens()
  }, 120_000)
})

describe('a stream that cannot be', () => {
  const headers = { authorization: `Bearer ${SECRET}` }

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('is not opened by %s', async (method) => {
    const response = await fetch(watchUrl(api.url), { method, headers })
    expect(response.status).toBe(405)
    expect(response.headers.get('content-type')).not.toContain('event-stream')
  })

  it.each([
    ['alone', 'watch?batch=1', {}],
    ['beside a list', 'watch,list?batch=1', {}],
    ['as lines of JSON', 'watch,list?batch=1', { 'trpc-accept': 'application/jsonl' }],
    ['ten times', `${Array.from({ length: 10 }, () => 'watch').join(',')}?batch=1`, {}],
  ])('is refused in a batch, and the batch ends (%s)', async (_name, path, extra) => {
    const input = encodeURIComponent(JSON.stringify({ 0: { json: {} }, 1: { json: {} } }))
    const url = `${api.url}/api/internal/trpc/${path}&input=${input}`
    const response = await fetch(url, { headers: { ...headers, ...extra } })
    const text = await response.text()
    expect(text).toContain('BAD_REQUEST')
    expect(text).not.toContain('"epoch"')
    expect(api.feed.subscribers()).toBe(0)
  })

  it('is not opened by POST', async () => {
    const json = { ...headers, 'content-type': 'application/json' }
    const init = { method: 'POST', headers: json, body: '{"json":{}}' }
    const response = await fetch(`${api.url}/api/internal/trpc/watch`, init)
    const text = await response.text()
    expect(text).toContain('METHOD_NOT_SUPPORTED')
    expect(text).not.toContain('"epoch"')
    expect(api.feed.subscribers()).toBe(0)
  })

  it('is no stream: a wrong input is answered with 400 and what is wrong', async () => {
    const { response } = await openWatch(api.url, { since: -1 })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.text()).toContain('since: ')
  })

  it('ends when the server closes its feed, and so do those that come later', async () => {
    await using other = await serveInternalApi()
    const open = await openWatch(other.url)
    await open.next()
    other.feed.close()
    expect(await open.message()).toMatchObject({ event: 'return' })
    expect(await open.message()).toBeNull()
    const late = await openWatch(other.url)
    expect(await late.next()).toMatchObject({ reason: 'sync' })
    await expect(late.next()).rejects.toThrow('return')
  }, 60_000)

  it('says nothing of a failure of ours but its id in the log', async () => {
    await using broken = await serveInternalApi()
    await broken.store.create(
      { provider: 'gemini', name: 'one', key: 'AIza-one-000000000' },
      someOrigin,
    )
    await broken.breakDatabase()
    const watch = await openWatch(broken.url, { since: 0 })
    await watch.message()
    const failure = await watch.message()
    expect(failure?.event).toBe('serialized-error')
    expect(failure?.data).toContain('Internal error')
    expect(failure?.data).not.toMatch(
      /api_keys|relation|prisma|SELECT|127\.0\.0\.1|stack|node_modules/i,
    )
    expect(broken.logged).toHaveLength(1)
    expect(failure?.data).toContain(broken.logged[0]?.fields['errorId'])
    expect(await watch.message()).toBeNull()
    expect(broken.feed.subscribers()).toBe(0)
  }, 60_000)
})

/** The same numbers at each run: below a limit, evenly spread (Park and Miller). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647
    return state % limit
  }
}
