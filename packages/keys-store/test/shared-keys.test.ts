import { randomUUID } from 'node:crypto'
import { fullScope } from '@itqan/keys-contract'
import type { KeysRouter } from '@itqan/keys-router'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { createTRPCClient } from '@trpc/client'
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest'
import { createConsumerReader } from '../src'
import { openSharedKeys } from '../src/shared'
import { entry, openTestStore, type TestStore, waitsForLock } from './open-test-store'
import { testKek } from './store-on'

const secret = 'shared-keys-secret-0123456789-abcdefghij'
let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

function open(presented: string) {
  const logged: string[] = []
  const shared = openSharedKeys({
    databaseUrl: test.url,
    secrets: [{ app: 'itqan-ma', secret, scope: fullScope }],
    secret: presented,
    versions: { app: '4.5.6', client: 'itqan-keys-client/1.2.3' },
    encryptionKeys: testKek,
    log: { error: (message) => void logged.push(message) },
  })
  onTestFinished(() => shared.close())
  return { shared, logged, api: createTRPCClient<KeysRouter>({ links: [shared.link] }) }
}

it('answers an app in its own process, by its secret with or without its name', async () => {
  const keyId = await test.add()
  for (const presented of [secret, `itqan-ma:${secret}`]) {
    const { shared, api } = open(presented)
    await shared.ready(5_000)
    expect((await api.list.query({ provider: 'gemini' })).keys.map(({ id }) => id)).toEqual([keyId])
  }
})

it('refuses whoever presents another secret, and reads nothing for them', async () => {
  const { api, logged } = open(`other:${secret}`)
  const calls = [
    () => api.list.query({}),
    () => api.providers.query(),
    () => api.resetErrors.mutate({ keyId: 'key-1' }),
  ]
  for (const call of calls) {
    await expect(call()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } })
  }
  const refused = new Promise((resolve) => {
    api.watch.subscribe({}, { onError: ({ data }) => resolve(data?.code) })
  })
  expect(await refused).toBe('UNAUTHORIZED')
  expect(logged).toEqual([])
})

it('leaves the traces of an app on the dashboard’s page, at its end at the latest', async () => {
  const { shared, api, logged } = open(secret)
  await api.list.query({})
  await api.report.mutate({ batchId: randomUUID(), entries: [entry('key-1')] })
  await shared.close()
  const { epoch, consumers } = await createConsumerReader(test.database).read()
  expect(consumers).toEqual([
    {
      app: 'itqan-ma',
      appVersion: '4.5.6',
      clientVersion: 'itqan-keys-client/1.2.3',
      firstSeenAt: expect.any(Date) as Date,
      lastListAt: expect.any(Date) as Date,
      lastReportAt: expect.any(Date) as Date,
      epoch,
    },
  ])
  expect(logged).toEqual([])
})

it('tells what another process changed, without being asked', async () => {
  const keyId = await test.add()
  const { api } = open(secret)
  const isTold = new Promise<void>((resolve) => {
    const { unsubscribe } = api.watch.subscribe(
      {},
      {
        onData({ reason, removed }) {
          // The first event says that the stream is there.
          if (reason === 'sync')
            void test.store.setActive({ keyIds: [keyId], isActive: false }, someOrigin)
          if (removed.includes(keyId)) resolve(unsubscribe())
        },
      },
    )
  })
  await isTold
}, 20_000)

// PGlite has one session: there nobody can wait beside another.
it.runIf(inject('testDatabaseUrl'))(
  'tells a revocation, and lists, while reports wait for a lock',
  async () => {
    const [busy, leaked] = [await test.add(), await test.add()]
    const { api } = open(secret)
    let hear: (ids: string[]) => void = () => undefined
    await new Promise<void>((resolve) => {
      const { unsubscribe } = api.watch.subscribe(
        {},
        { onData: ({ reason, removed }) => (reason === 'sync' ? resolve() : hear(removed)) },
      )
      onTestFinished(unsubscribe)
    })
    const reports = await test.database.prisma.$transaction(
      async (session) => {
        await session.$queryRaw`SELECT 1 FROM "api_keys" WHERE "id" = ${busy} FOR UPDATE`
        const sent = Array.from({ length: 5 }, () =>
          api.report.mutate({ batchId: randomUUID(), entries: [entry(busy)] }),
        )
        const settled = Promise.allSettled(sent)
        await waitsForLock(test)
        const isTold = new Promise<void>((resolve) => {
          hear = (ids) => ids.includes(leaked) && resolve()
        })
        await test.store.setActive({ keyIds: [leaked], isActive: false }, someOrigin)
        await Promise.race([isTold, settled.then(() => Promise.reject(new Error('not told')))])
        expect((await api.list.query({})).keys.map(({ id }) => id)).not.toContain(leaked)
        return { settled }
      },
      { timeout: 30_000 },
    )
    await reports.settled
  },
  60_000,
)

it('asks the database nothing once it is closed, and can be closed twice', async () => {
  const { shared, api } = open(secret)
  await api.list.query({})
  await shared.close()
  await shared.close()
  const calls = [
    () => api.list.query({}),
    () => api.providers.query(),
    () => api.report.mutate({ batchId: randomUUID(), entries: [entry('key-1')] }),
  ]
  for (const call of calls) {
    await expect(call()).rejects.toMatchObject({ data: { reason: 'store_unavailable' } })
  }
  await expect(shared.ready(600_000)).rejects.toThrow('closed')
})
