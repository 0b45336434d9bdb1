import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { Client } from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import { createConsumerLog, createConsumerReader, openDatabase } from '../src'
import { entry, inMs, openTestStore } from './open-test-store'
import { storeOn } from './store-on'

const someSighting = { app: 'itqan-ma', at: new Date(), appVersion: null, clientVersion: null }

function fail(message: string): never {
  throw new Error(message)
}

/** An app's own role, in the group that the SQL file makes. */
async function makeRole(url: string): Promise<string> {
  const name = `app_${randomBytes(6).toString('hex')}`
  const owner = new Client({ connectionString: url })
  await owner.connect()
  onTestFinished(async () => {
    await owner.query(`DROP ROLE IF EXISTS ${name}`)
    await owner.end()
  })
  await owner.query(await readFile(new URL('../roles/keys-app.sql', import.meta.url), 'utf8'))
  await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}' IN ROLE keys_app`)
  const own = new URL(url)
  own.username = name
  own.password = name
  return own.href
}

// PGlite asks nobody for a name: there every session is the owner's.
it.runIf(inject('testDatabaseUrl'))(
  'an app of its own role gets keys and counts uses, and can add, edit or delete no key, nor see a person',
  async () => {
    const test = await openTestStore()
    onTestFinished(() => test[Symbol.asyncDispose]())
    const [keyId, refused] = [await test.add(), await test.add()]
    await using database = openDatabase({ url: await makeRole(test.url) })
    const store = storeOn(database)

    expect((await store.list({ provider: 'gemini' })).keys).toHaveLength(2)
    const answer = await store.report(
      {
        batchId: randomUUID(),
        entries: [
          entry(keyId, { count: 3 }),
          entry(keyId, { outcome: 'rate_limit', until: inMs(60_000), quotaPool: 'projects/1' }),
          entry(refused, { outcome: 'invalid_key', exact: true, until: inMs(60_000) }),
        ],
      },
      everyProvider,
    )
    expect(answer.cooldowns.length).toBeGreaterThan(0)
    expect(await test.managed(keyId)).toMatchObject({ usageCount: 4, errorCount: 1 })
    expect(await test.managed(refused)).toMatchObject({ isDisabledByProvider: true })
    expect((await store.changes(0)).removed).toEqual([refused])
    expect(await store.providers()).toHaveLength(1)
    const again = { batchId: randomUUID(), entries: [entry(keyId, { count: 1 })] }
    expect(await store.report(again, everyProvider)).toMatchObject({ duplicate: false })
    expect(await store.report(again, everyProvider)).toMatchObject({ duplicate: true })

    const consumers = createConsumerLog({ database, log: { error: fail } })
    consumers.saw({ ...someSighting, answer: { to: 'list', epoch: 0 } })
    await consumers.close()
    expect((await createConsumerReader(database).read()).consumers).toHaveLength(1)

    const { prisma } = database
    const forbidden = {
      'a new key': () =>
        store.create({ provider: 'gemini', name: 'mine', key: 'AIza-mine-000000000' }, someOrigin),
      'a deleted key': () => store.remove({ keyIds: [keyId] }, someOrigin),
      'another secret': () => prisma.$executeRaw`UPDATE "api_keys" SET "key" = 'mine'`,
      'another provider': () => prisma.$executeRaw`UPDATE "api_keys" SET "provider" = 'mine'`,
      'the people': () => prisma.$queryRaw`SELECT * FROM "user"`,
      'their sessions': () => prisma.$queryRaw`SELECT * FROM "session"`,
      'their passwords': () => prisma.$queryRaw`SELECT * FROM "account"`,
      'an emptied table': () => prisma.$executeRaw`TRUNCATE "api_keys"`,
      'a table of its own': () => prisma.$executeRaw`DROP TABLE "api_keys"`,
    }
    const allowed: string[] = []
    for (const [name, attempt] of Object.entries(forbidden)) {
      const error: unknown = await attempt().catch((failure: unknown) => failure)
      if (!/permission denied|must be owner|denied access/i.test(String(error))) allowed.push(name)
    }
    expect(allowed).toEqual([])
  },
  60_000,
)
