import { randomUUID } from 'node:crypto'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { testKeyring } from '@itqan/keys-store/test-store'
import { expect, inject, it, vi } from 'vitest'
import { openStores } from '../src/server/open-stores'

// PGlite has one session: there nobody can wait beside another.
it.runIf(inject('testDatabaseUrl'))(
  'revokes a key, and tells it, while reports hold every connection that they may have',
  async () => {
    await using server = await openTestDatabase()
    await using elsewhere = openDatabase({ url: server.url })
    const { keys, appStore, feed, close } = openStores({
      databaseUrl: server.url,
      keyring: testKeyring,
      log: { error: () => undefined },
    })
    const add = async (key: string) => {
      const made = await keys.create({ provider: 'gemini', name: key, key }, someOrigin)
      return made?.id ?? ''
    }
    const [busy, leaked] = [await add('key-that-is-busy'), await add('key-that-leaked')]
    const told: string[] = []
    await feed.subscribe({
      onChange: ({ removed }) => void told.push(...removed),
      onEnd: () => undefined,
    })
    let reports: Promise<unknown>[] = []
    await elsewhere.prisma.$transaction(
      async (session) => {
        await session.$queryRaw`SELECT 1 FROM "api_keys" WHERE "id" = ${busy} FOR UPDATE`
        const entry = { keyId: busy, outcome: 'ok', count: 1, lastUsedAt: new Date() } as const
        reports = Array.from({ length: 30 }, () =>
          appStore.report({ batchId: randomUUID(), entries: [entry] }, everyProvider),
        )
        const off = { keyIds: [leaked], isActive: false }
        expect((await keys.setActive(off, someOrigin)).changed).toEqual([leaked])
        await vi.waitFor(() => expect(told).toEqual([leaked]), 5_000)
      },
      { timeout: 20_000 },
    )
    await Promise.all(reports)
    await close()
  },
  60_000,
)
