import { randomUUID } from 'node:crypto'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { ReportEntry, ReportInput } from '@itqan/keys-contract'
import type { KeyStore } from '@itqan/keys-router'
import { everyProvider } from '@itqan/keys-router/test-doubles'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { openDatabase } from '../src'
import { entry, openTestStore, waitsForLock } from './open-test-store'
import { storeOn } from './store-on'

/** The server gives up after a quarter of it. */
const QUERY_TIMEOUT_MS = 1_000

async function setUp(outcome: ReportEntry['outcome'] = 'ok') {
  const test = await openTestStore()
  onTestFinished(() => test[Symbol.asyncDispose]())
  const keyId = await test.add()
  const batch: ReportInput = {
    batchId: randomUUID(),
    entries: [entry(keyId, { count: 100, outcome })],
  }
  return { test, keyId, batch }
}

/** As the apps do: the same batch again until it is answered. */
async function reportUntilAnswered(store: KeyStore, batch: ReportInput) {
  const failed = vi.fn<(error: unknown) => void>()
  const answer = vi.waitFor(
    () =>
      store.report(batch, everyProvider).catch((error: unknown) => {
        failed(error)
        throw error
      }),
    { timeout: 30_000, interval: 20 },
  )
  return { failed, answer }
}

// PGlite has one session: there nobody can wait beside another.
it.runIf(inject('testDatabaseUrl'))(
  'a report that a lock outlasts counts once, however often it is tried again',
  async () => {
    const { test, keyId, batch } = await setUp()
    await using database = openDatabase({
      url: test.url,
      maxConnections: 1,
      queryTimeoutMs: QUERY_TIMEOUT_MS,
    })
    const store = storeOn(database)
    const { answer } = await test.database.prisma.$transaction(
      async (session) => {
        await session.$queryRaw`SELECT 1 FROM "api_keys" WHERE "id" = ${keyId} FOR UPDATE`
        const sent = await reportUntilAnswered(store, batch)
        await vi.waitFor(() => expect(sent.failed).toHaveBeenCalledTimes(3), { timeout: 20_000 })
        expect(sent.failed).toHaveBeenCalledWith(expect.objectContaining({ code: 'store_busy' }))
        return sent
      },
      { timeout: 30_000 },
    )
    expect(await answer).toMatchObject({ duplicate: false })
    expect(await store.report(batch, everyProvider)).toMatchObject({ duplicate: true })
    expect(await test.managed(keyId)).toMatchObject({ usageCount: 100 })
  },
  60_000,
)

/** Passes bytes on to PostgreSQL. Connections that are open when it stalls pass no more, and stay open. */
async function openProxy(target: string) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const stalled = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const pass = (from: Socket, to: Socket) => {
      sockets.add(from)
      from.on('data', (bytes) => !stalled.has(from) && to.write(bytes))
      from.on('error', () => undefined)
    }
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const url = new URL(target)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const stall = () => {
    for (const socket of sockets) stalled.add(socket)
  }
  return { url: url.href, stall }
}

// Uses that went well are one statement, which the server ends by itself; others are a transaction.
describe.runIf(inject('testDatabaseUrl')).each(['ok', 'error'] as const)(
  'uses that ended %s',
  (outcome) => {
    it('count once when a network swallows the report, though the server never learns that it was left', async () => {
      const { test, keyId, batch } = await setUp(outcome)
      const proxy = await openProxy(test.url)
      await using database = openDatabase({
        url: proxy.url,
        maxConnections: 1,
        queryTimeoutMs: QUERY_TIMEOUT_MS,
      })
      const store = storeOn(database)
      const { failed, answer } = await test.database.prisma.$transaction(
        async (session) => {
          await session.$queryRaw`SELECT 1 FROM "api_keys" WHERE "id" = ${keyId} FOR UPDATE`
          const sent = await reportUntilAnswered(store, batch)
          // The report has written its batch's row, and waits for the key's.
          await waitsForLock(test)
          proxy.stall()
          return sent
        },
        { timeout: 30_000 },
      )
      await vi.waitFor(() => expect(failed).toHaveBeenCalled(), { timeout: 20_000 })
      // The statement may have ended well before its answer was lost: the transaction cannot.
      const again = await answer
      if (outcome === 'error') expect(again).toMatchObject({ duplicate: false })
      expect(await test.managed(keyId)).toMatchObject({ usageCount: 100 })
    }, 60_000)
  },
)
