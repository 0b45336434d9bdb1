import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../src'
import { withClient } from './guide-table'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'
import { operate } from './operator-io'
import { runTool } from './postgres-tools'
import { makeKek, storeOn, testKek } from './store-on'

const server = inject('testDatabaseUrl')
const afterRestore = fileURLToPath(
  new URL('../../../deploy/sql/after-restore.sql', import.meta.url),
)

async function openUsedStore(): Promise<TestStore> {
  const test = await openTestStore()
  onTestFinished(() => test[Symbol.asyncDispose]())
  return test
}

/** What `pg_dump` writes of a database, in a file that goes with the test. */
async function backUp({ url }: TestStore): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keys-backup-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'keys.dump')
  await runTool('pg_dump', ['--format=custom', `--file=${file}`, '--dbname', url])
  return file
}

/** A new database on the same server, out of a backup. */
async function restore(file: string): Promise<{ url: string; database: Database }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = (sql: string) => withClient(server ?? '', (client) => client.query(sql))
  await admin(`CREATE DATABASE ${name}`)
  onTestFinished(async () => void (await admin(`DROP DATABASE ${name} WITH (FORCE)`)))
  const url = new URL(server ?? '')
  url.pathname = `/${name}`
  await runTool('pg_restore', ['--exit-on-error', '--dbname', url.href, file])
  const database = openDatabase({ url: url.href, maxConnections: 3 })
  onTestFinished(() => database.close())
  return { url: url.href, database }
}

const withKeyring = (url: string, kek: string) => ({
  env: { DATABASE_URL: url, KEYS_ENCRYPTION_KEYS: kek },
})

describe.skipIf(server === null)('a database that was restored from a pg_dump', () => {
  it('opens its keys with the same keyring, and holds what was counted, told and written down', async () => {
    const test = await openUsedStore()
    const [used, revoked, resting] = [await test.add(), await test.add(), await test.add()]
    await test.report(entry(used, { count: 7 }))
    await test.report(entry(resting, { outcome: 'rate_limit', until: inMs(3_600_000) }))
    await test.store.setActive({ keyIds: [revoked], isActive: false }, someOrigin)
    await operate(['audit', 'checkpoint'], withKeyring(test.url, testKek))
    const before = await test.store.list({})
    const file = await backUp(test)

    const { url, database } = await restore(file)
    const env = withKeyring(url, testKek)
    expect(await operate(['migrate', '--json'], env)).toMatchObject({
      code: 0,
      out: '{"ok":true,"applied":[],"clear":0}\n',
    })
    const store = storeOn(database)
    expect(await store.list({})).toEqual({ ...before, keys: expect.any(Array) as unknown })
    const byId = (keys: typeof before.keys) =>
      new Map(keys.map(({ id, key, usageCount }) => [id, { key, usageCount }]))
    expect(byId((await store.list({})).keys)).toEqual(byId(before.keys))

    const verified = await operate(['audit', 'verify'], env)
    expect(verified).toMatchObject({ code: 0 })
    expect(verified.out).toContain('The audit holds.')
    // And it goes on from there.
    await store.report({ batchId: randomUUID(), entries: [entry(used)] }, everyProvider)
    await store.remove({ keyIds: [resting] }, someOrigin)
    expect(await operate(['audit', 'verify'], env)).toMatchObject({ code: 0 })
  }, 120_000)

  it('still lets nobody change what was written down', async () => {
    const test = await openUsedStore()
    await test.add()
    const { url } = await restore(await backUp(test))
    for (const attempt of [
      `UPDATE "audit_log" SET "actor" = 'nobody'`,
      'DELETE FROM "audit_log"',
      'TRUNCATE "audit_log"',
      'UPDATE "audit_head" SET "seq" = 0',
    ]) {
      await expect(withClient(url, (client) => client.query(attempt))).rejects.toThrow(/audit/)
    }
  }, 120_000)

  it('says which key is missing where the keyring was not kept', async () => {
    const test = await openUsedStore()
    for (let count = 0; count < 5; count += 1) await test.add()
    const { url } = await restore(await backUp(test))
    const told = await operate(['migrate'], withKeyring(url, makeKek('new')))
    expect(told.code).toBe(4)
    expect(told.err).toContain('5 stored keys are sealed with "test", which is not listed: add it')
    // Of the same name, and another key.
    const other = await operate(['migrate'], withKeyring(url, makeKek('test')))
    expect(other.err).toContain('"test" opens none of the rows it is named by')
  }, 120_000)

  it('gives an app that knows later epochs everything anew, once its own are counted from 0', async () => {
    const test = await openUsedStore()
    const [kept, revokedLater] = [await test.add(), await test.add()]
    const file = await backUp(test)
    await test.store.setActive({ keyIds: [revokedLater], isActive: false }, someOrigin)
    const lost = await test.add({ name: 'added after the backup' })
    const since = await test.epoch()

    const ids = async (store: TestStore['store']) =>
      (await store.list({ since })).keys.map(({ id }) => id).toSorted()
    /** What an operator does at once, before the apps are back. */
    const change = async (store: TestStore['store']) => {
      await store.setActive({ keyIds: [revokedLater], isActive: false }, someOrigin)
      return (
        await store.create({ provider: 'gemini', name: 'new', key: 'AIza-new-012345' }, someOrigin)
      )?.id
    }
    // As it was restored, the epoch has reached what the app knows, and it is told nothing.
    const asItIs = storeOn((await restore(file)).database)
    await change(asItIs)
    expect((await asItIs.changes()).epoch).toBe(since)
    expect(await ids(asItIs)).toEqual([])

    const { url, database } = await restore(file)
    await runTool('psql', [url, '--quiet', '--set', 'ON_ERROR_STOP=1', '--file', afterRestore])
    const store = storeOn(database)
    const added = await change(store)
    const changes = await store.changes(since)
    expect(changes.epoch).toBeLessThan(since)
    expect(changes.hasEdits).toBe(true)
    expect(await ids(store)).toEqual([kept, added].toSorted())
    expect(await ids(store)).not.toContain(lost)
  }, 120_000)
})
