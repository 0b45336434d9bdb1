import { randomUUID } from 'node:crypto'
import type { CreateKeyInput, ManagedKey, ReportEntry, ReportOutput } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { expect, vi } from 'vitest'
import { type Database, openDatabase, type StoredKeys } from '../src'
import { openTestDatabase } from './open-test-database'
import { storeOn } from './store-on'

/** A store on a database of its own, and what tests say to it most. */
export interface TestStore extends AsyncDisposable {
  url: string
  database: Database
  store: StoredKeys
  /** How often the store said that it committed. */
  commits(): number
  add(input?: Partial<CreateKeyInput>): Promise<string>
  report(...entries: ReportEntry[]): Promise<ReportOutput>
  managed(id: string): Promise<ManagedKey>
  epoch(): Promise<number>
}

export async function openTestStore(): Promise<TestStore> {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url, maxConnections: 20 })
  let commits = 0
  const store = storeOn(database, { onCommit: () => (commits += 1) })
  let serial = 0
  return {
    url: server.url,
    database,
    store,
    commits: () => commits,
    async add(input = {}) {
      serial += 1
      const key = `AIzaTest-${String(serial).padStart(30, '0')}`
      const created = await store.create(
        {
          provider: 'gemini',
          name: `key ${serial}`,
          key,
          ...input,
        },
        someOrigin,
      )
      if (!created) throw new Error('the key was refused as a duplicate')
      return created.id
    },
    report: (...entries) => store.report({ batchId: randomUUID(), entries }, everyProvider),
    async managed(id) {
      const key = (await store.listManaged()).find((candidate) => candidate.id === id)
      if (!key) throw new Error('no such key')
      return key
    },
    epoch: async () => (await store.changes()).epoch,
    async [Symbol.asyncDispose]() {
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

export const entry = (keyId: string, rest: Partial<ReportEntry> = {}): ReportEntry => ({
  keyId,
  outcome: 'ok',
  count: 1,
  lastUsedAt: new Date(),
  ...rest,
})

export const inMs = (ms: number): Date => new Date(Date.now() + ms)

/** Resolves when a session of the database waits for a lock, or so many do. */
export async function waitsForLock({ database }: TestStore, sessions = 1): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = await database.prisma.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    expect(waiting.length).toBeGreaterThanOrEqual(sessions)
  }, 10_000)
}
