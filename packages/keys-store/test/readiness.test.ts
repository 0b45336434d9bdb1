import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { KeysError } from '@itqan/keys-contract'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDatabaseChecks, createLiveKeys, openDatabase } from '../src'
import { createFileSink } from '../src/audit/file-sink'
import { event } from './audit-event'
import { openTestAudit } from './open-test-audit'
import { openTestDatabase } from './open-test-database'
import { keyringOf, makeKek, storeOn, testKek, testKeyring } from './store-on'

async function openChecks() {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  onTestFinished(async () => {
    await database.close()
    await server[Symbol.asyncDispose]()
  })
  return { database, checks: createDatabaseChecks(database, testKeyring) }
}

describe('a process is ready on a database', () => {
  it('that answers, has all migrations and holds nothing', async () => {
    const { checks } = await openChecks()
    await checks.database()
    await checks.migrations()
    await checks.keyring()
  })

  it('that a newer version has migrated already', async () => {
    const { database, checks } = await openChecks()
    await database.prisma.$executeRaw`
      INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at")
      VALUES ('later', '', '99990101000000_later', now())`
    await checks.migrations()
  })

  it.each(['DELETE FROM', 'UPDATE'])(
    'not after its newest migration is taken back: %s',
    async (deed) => {
      const { database, checks } = await openChecks()
      const newest = 'SELECT max("migration_name") FROM "_prisma_migrations"'
      const change = deed === 'UPDATE' ? 'SET "finished_at" = NULL' : ''
      await database.prisma.$executeRawUnsafe(
        `${deed} "_prisma_migrations" ${change} WHERE "migration_name" = (${newest})`,
      )
      await expect(checks.migrations()).rejects.toThrow('is not applied')
    },
  )

  it('whose keys its keyring opens, and not where one is missing', async () => {
    const { database } = await openChecks()
    const later = makeKek('later')
    const origin = {
      actor: { kind: 'system', name: 'test' },
      address: null,
      requestId: '',
    } as const
    for (const [index, keyring] of [testKeyring, keyringOf(later)].entries()) {
      const store = storeOn(database, { keyring })
      for (const name of ['a', 'b']) {
        await store.create({ provider: 'gemini', name, key: `${name}-key-number-${index}` }, origin)
      }
    }
    await createDatabaseChecks(database, keyringOf(testKek, later)).keyring()
    await expect(createDatabaseChecks(database, testKeyring).keyring()).rejects.toThrow(
      'The keyring lacks later',
    )
  })

  it('not on one that is gone', async () => {
    const database = openDatabase({ url: 'postgresql://postgres@127.0.0.1:1/none' })
    onTestFinished(() => database.close())
    const checks = createDatabaseChecks(database, testKeyring)
    const all = [checks.database(), checks.migrations(), checks.keyring()]
    for (const check of await Promise.allSettled(all)) expect(check.status).toBe('rejected')
  })
})

describe('whether the audit can be written is known without an entry', () => {
  const refusal = (probe: Promise<void>) =>
    probe.then(
      () => 'writes',
      (error: unknown) => (KeysError.isInstance(error) ? error.code : error),
    )

  it('for the table', async () => {
    await using test = await openTestAudit()
    expect(await refusal(test.audit.probe())).toBe('writes')
    await test.sql('ALTER FUNCTION "audit_append"(json, json) RENAME TO "audit_append_gone"')
    expect(await refusal(test.audit.probe())).toBe('audit_unavailable')
    await test.sql('ALTER FUNCTION "audit_append_gone"(json, json) RENAME TO "audit_append"')
    expect(await refusal(test.audit.probe())).toBe('writes')
    expect(await test.sql('SELECT 1 FROM "audit_log"')).toEqual([])
  })

  it('for a file in a folder that is not there', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'audit-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const sinks = [createFileSink(path.join(folder, 'gone', 'audit.ndjson'))]
    await using test = await openTestAudit({ sinks })
    expect(await refusal(test.audit.probe())).toBe('audit_unavailable')
  })

  it('for a sink that refuses an entry, until it takes what it missed', async () => {
    let isFull = true
    let written = ''
    const sink = {
      async write(lines: string) {
        if (isFull) throw new Error('ENOSPC')
        written += lines
      },
      close: async () => undefined,
    }
    await using test = await openTestAudit({ sinks: [sink] })
    expect(await refusal(test.audit.append(event()))).toBe('audit_unavailable')
    expect(await refusal(test.audit.probe())).toBe('audit_unavailable')
    isFull = false
    expect(await refusal(test.audit.probe())).toBe('writes')
    expect(written.split('\n').filter((line) => line.includes('"seq":1'))).toHaveLength(1)
    expect(test.logged).toEqual(['audit cannot be written', 'audit writes again'])
  })
})

it('live keys that cannot be read are looked at with the next poll, and not at once', async () => {
  const database = openDatabase({ url: 'postgresql://postgres@127.0.0.1:1/none' })
  onTestFinished(() => database.close())
  const failed = vi.fn<() => void>()
  const feed = { subscribe: async () => () => undefined, subscribers: () => 0 }
  const live = createLiveKeys(database, { feed, log: { error: failed }, pollMs: 3_600_000 })
  const leave = await live.subscribe({ onEvent: () => undefined, onEnd: () => undefined })
  onTestFinished(leave)
  // As many refusals as this take some milliseconds each: a look of its own would have come between.
  for (let index = 0; index < 20; index += 1) {
    await database.prisma.$queryRaw`SELECT 1`.catch(() => undefined)
  }
  expect(failed).toHaveBeenCalledOnce()
})
