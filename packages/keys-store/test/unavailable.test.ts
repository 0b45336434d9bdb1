import { randomUUID } from 'node:crypto'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { KeysError } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { openDatabase } from '../src'
import { entry, openTestStore, waitsForLock } from './open-test-store'
import { storeOn } from './store-on'

async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(onConnection)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const servers: Record<string, () => Promise<number>> = {
  'nobody listens': async () => 1,
  'the connection breaks': () => listen((socket) => socket.destroy()),
  'what listens is no PostgreSQL': () =>
    listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
}

describe('a database that cannot be used', () => {
  it.each(Object.entries(servers))('is told as such when %s', async (_name, serve) => {
    const url = `postgresql://canary-user:canary-password@127.0.0.1:${await serve()}/none`
    await using database = openDatabase({ url })
    const store = storeOn(database)
    const calls = {
      list: () => store.list({}),
      report: () =>
        store.report({ batchId: randomUUID(), entries: [entry('key-1')] }, everyProvider),
      changes: () => store.changes(),
      providers: () => store.providers(),
      listManaged: () => store.listManaged(),
      setActive: () => store.setActive({ keyIds: ['key-1'], isActive: false }, someOrigin),
    }
    const told: Record<string, unknown> = {}
    for (const [name, call] of Object.entries(calls)) {
      const error: unknown = await call().catch((failure: unknown) => failure)
      told[name] = KeysError.isInstance(error) && error.code
      expect(String(error)).not.toContain('canary')
    }
    const expected = Object.keys(calls).map((name) => [name, 'store_unavailable'])
    expect(told).toEqual(Object.fromEntries(expected))
  })
})

// PGlite has one session, and nobody beside it to end it.
describe.runIf(inject('testDatabaseUrl'))('a PostgreSQL that', () => {
  const codeOf = (error: unknown) => (KeysError.isInstance(error) ? error.code : error)

  it('ends a session during its report is told as unavailable, and counts the uses once', async () => {
    await using test = await openTestStore()
    await using database = openDatabase({ url: test.url })
    const store = storeOn(database)
    const keyId = await test.add()
    const batch = { batchId: randomUUID(), entries: [entry(keyId, { count: 7 })] }
    const refused = await test.database.prisma.$transaction(async (session) => {
      await session.$queryRaw`SELECT 1 FROM "api_keys" WHERE "id" = ${keyId} FOR UPDATE`
      const answer = store.report(batch, everyProvider).catch(codeOf)
      await waitsForLock(test)
      await test.database.prisma.$queryRaw`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`
      return answer
    })
    expect(refused).toBe('store_unavailable')
    expect(await store.report(batch, everyProvider)).toMatchObject({ duplicate: false })
    expect(await test.managed(keyId)).toMatchObject({ usageCount: 7 })
  }, 60_000)

  it('can only be read is told as unavailable to whoever reports', async () => {
    await using test = await openTestStore()
    const keyId = await test.add()
    const name = new URL(test.url).pathname.slice(1)
    await test.database.prisma.$executeRawUnsafe(
      `ALTER DATABASE ${name} SET default_transaction_read_only = on`,
    )
    await using database = openDatabase({ url: test.url })
    const store = storeOn(database)
    expect((await store.list({})).keys).toHaveLength(1)
    const refused = await store
      .report({ batchId: randomUUID(), entries: [entry(keyId)] }, everyProvider)
      .catch(codeOf)
    expect(refused).toBe('store_unavailable')
  }, 60_000)
})
