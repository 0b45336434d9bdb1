import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../src'
import { adoptFrom } from '../src/adopt/adopt-from'
import { adoptInPlace } from '../src/adopt/adopt-in-place'
import { readDatabase } from '../src/adopt/read-database'
import type { Verdict } from '../src/adopt/verdict'
import { createAuditLog, verifyAudit } from '../src/audit'
import { openKey } from '../src/keyring'
import { applyMigrations } from '../src/migrate'
import {
  CANARY,
  clearKey,
  guideRow,
  keyringOf,
  messyRows,
  openGuideDatabase,
  withClient,
} from './guide-table'
import { openTestDatabase } from './open-test-database'
import { storeOn } from './store-on'

const keyring = keyringOf()

/** Everything that adopting needs, on one database. */
function adopting(url: string) {
  const database = openDatabase({ url })
  const audit = createAuditLog({ database, log: { error: () => undefined } })
  const verdicts: Verdict[] = []
  return {
    database,
    verdicts,
    options: {
      database,
      keyring,
      audit,
      origin: {
        actor: { kind: 'operator', name: 'tester' },
        address: null,
        requestId: randomUUID(),
      },
      onVerdict: (verdict: Verdict) => void verdicts.push(verdict),
    } as const,
    async [Symbol.asyncDispose]() {
      await audit.close()
      await database.close()
    },
  }
}

type Adopting = ReturnType<typeof adopting>

/** All rows with their keys opened, as the guide had them. */
async function openRows({ database }: Adopting) {
  const rows = await database.prisma.apiKey.findMany({ orderBy: { id: 'asc' } })
  return Promise.all(rows.map(async (row) => ({ ...row, clear: await openKey(keyring, row) })))
}

/** Every row of every table, as text. */
function dump(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    )
    const texts: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
      texts.push(...rows.map(({ text }) => text))
    }
    return texts.toSorted().join('\n')
  })
}

const countOf = (verdicts: readonly Verdict[], result: Verdict['result']) =>
  verdicts.filter((verdict) => verdict.result === result).length

it('line 33: the guide’s own table of 1,000 rows is adopted in place, and nothing of it is left in clear but what was refused', async () => {
  const messy = messyRows(1_000)
  await using server = await openGuideDatabase(messy)
  await using test = adopting(server.url)
  const { tally, left } = await adoptInPlace(test.options)

  expect(tally).toEqual({ adopted: 880, present: 0, duplicate: 80, refused: 40 })
  expect(left).toEqual({ table: '"keys_adoption"."api_keys"', rows: 40 })
  expect(test.verdicts.map(({ place }) => place.label)).toEqual(messy.map(({ id }) => id))
  const rows = await openRows(test)
  expect(rows).toHaveLength(880)
  expect(rows.filter(({ clear }) => !clear.startsWith('AIza'))).toEqual([])
  expect(new Set(rows.map(({ provider }) => provider))).toEqual(
    new Set(['gemini', 'openai', 'mistral']),
  )
  // No use is lost: what two rows counted is one key's.
  const used = messy.filter((_row, serial) => serial % 50 !== 7 && serial % 50 !== 13)
  const sum = used.reduce((total, { usageCount }) => total + usageCount, 0)
  expect(rows.reduce((total, { usageCount }) => total + Number(usageCount), 0)).toBe(sum)

  await withClient(server.url, (client) => client.query('DROP SCHEMA "keys_adoption" CASCADE'))
  expect(await dump(server.url)).not.toContain(CANARY)
  expect(await verifyAudit(test.database)).toMatchObject({ ok: true, problem: null })
  expect(await applyMigrations(server.url)).toEqual([])
}, 120_000)

it('each key keeps its id, counters, dates and switch, and an error without the key that it held', async () => {
  const row = guideRow(1, {
    provider: ' Gemini ',
    name: '  Projet A ',
    key: ` ${clearKey(1)} `,
    isActive: false,
    usageCount: 41,
    errorCount: 2,
    lastUsedAt: '2025-06-01T12:00:00.123',
    lastError: `Consumer 'api_key:${clearKey(1)}' has been suspended`,
    createdAt: '2025-01-02T03:04:05.678',
  })
  await using server = await openGuideDatabase([row, guideRow(2, { name: `old ${clearKey(1)}` })])
  await using test = adopting(server.url)
  expect(await adoptInPlace(test.options)).toMatchObject({ left: null })
  const [first, second] = await openRows(test)
  expect(first).toMatchObject({
    id: row.id,
    provider: 'gemini',
    name: 'Projet A',
    clear: clearKey(1),
    isActive: false,
    usageCount: 41n,
    errorCount: 2n,
    lastUsedAt: new Date('2025-06-01T12:00:00.123Z'),
    lastError: "Consumer 'api_key:[redacted]' has been suspended",
    createdAt: new Date('2025-01-02T03:04:05.678Z'),
  })
  expect(second?.name).toBe('old AIza…nArY')
  const [entry] = await test.database.prisma.auditEntry.findMany()
  expect(entry).toMatchObject({
    action: 'keys.adopt',
    actorKind: 'operator',
    actor: 'tester',
    keyIds: [row.id, guideRow(2).id],
    detail: '2 from in-place',
  })
  const schemas = await withClient(server.url, (client) =>
    client.query("SELECT FROM pg_namespace WHERE nspname = 'keys_adoption'"),
  )
  expect(schemas.rowCount).toBe(0)
}, 60_000)

it('a second run in place changes nothing, and rows that were mended are adopted then', async () => {
  await using server = await openGuideDatabase([guideRow(1), guideRow(2, { key: '' })])
  await using test = adopting(server.url)
  await adoptInPlace(test.options)
  const before = await dump(server.url)
  expect((await adoptInPlace(test.options)).tally).toMatchObject({ adopted: 0, refused: 1 })
  expect(await dump(server.url)).toBe(before)

  const mend = `UPDATE "keys_adoption"."api_keys" SET "key" = '${clearKey(2)}'`
  await withClient(server.url, (client) => client.query(mend))
  expect(await adoptInPlace(test.options)).toMatchObject({ tally: { adopted: 1 }, left: null })
  expect((await adoptInPlace(test.options)).tally).toMatchObject({ adopted: 0, refused: 0 })
}, 60_000)

it('a dry run tells the same, and changes nothing', async () => {
  await using server = await openGuideDatabase(messyRows(100))
  await using test = adopting(server.url)
  const before = await dump(server.url)
  await adoptInPlace({ ...test.options, isDry: true })
  expect(await dump(server.url)).toBe(before)
  const foreseen = test.verdicts.splice(0).map(({ result }) => result)
  await adoptInPlace(test.options)
  expect(test.verdicts.map(({ result }) => result)).toEqual(foreseen)
}, 60_000)

it.each([
  ['another table points at its rows', 'CREATE TABLE "uses" ("key" TEXT REFERENCES "api_keys")'],
  ['a view reads it', 'CREATE VIEW "uses" AS SELECT * FROM "api_keys"'],
])(
  'nothing moves when %s',
  async (_what, sql) => {
    await using server = await openGuideDatabase([guideRow(1)])
    await withClient(server.url, (client) => client.query(sql))
    await using test = adopting(server.url)
    const before = await dump(server.url)
    const refused = { trouble: { code: 'depended_on', names: ['uses'] } }
    await expect(adoptInPlace({ ...test.options, isDry: true })).rejects.toMatchObject(refused)
    await expect(adoptInPlace(test.options)).rejects.toMatchObject(refused)
    expect(await dump(server.url)).toBe(before)
  },
  60_000,
)

it('nothing moves when a table of ours has another owner’s namesake', async () => {
  await using server = await openGuideDatabase([guideRow(1)])
  await withClient(server.url, (client) => client.query('CREATE TABLE "session" ("id" TEXT)'))
  await using test = adopting(server.url)
  await expect(adoptInPlace(test.options)).rejects.toMatchObject({
    trouble: { code: 'names_taken', names: ['session'] },
  })
  expect(await dump(server.url)).toContain(clearKey(1))
}, 60_000)

describe('of another database', () => {
  it('keys are adopted once, whatever is run again, and the old table stays as it is', async () => {
    await using old = await openGuideDatabase(messyRows(300))
    await using server = await openTestDatabase()
    await using test = adopting(server.url)
    const before = await dump(old.url)
    const first = await adoptFrom(await readDatabase(old.url), test.options)
    expect(first).toEqual({ adopted: 264, present: 0, duplicate: 24, refused: 12 })
    expect(await dump(old.url)).toBe(before)

    const pool = await dump(server.url)
    expect(pool).not.toContain(CANARY)
    test.verdicts.length = 0
    const second = await adoptFrom(await readDatabase(old.url), test.options)
    expect(second).toEqual({ adopted: 0, present: 288, duplicate: 0, refused: 12 })
    expect(countOf(test.verdicts, 'present')).toBe(288)
    expect(await dump(server.url)).toBe(pool)
  }, 120_000)

  it('or of a table beside our own: which is the way that is left', async () => {
    await using server = await openTestDatabase()
    await withClient(server.url, async (client) => {
      await client.query('CREATE TABLE "ApiKey" ("id" TEXT, "provider" TEXT, "key" TEXT)')
      await client.query(`INSERT INTO "ApiKey" VALUES ('a', 'gemini', '${clearKey(1)}')`)
    })
    await using test = adopting(server.url)
    await expect(adoptInPlace(test.options)).rejects.toMatchObject({
      trouble: { code: 'names_taken' },
    })
    for (const result of ['adopted', 'present']) {
      await adoptFrom(await readDatabase(server.url), test.options)
      expect(test.verdicts.splice(0)).toMatchObject([{ result }])
    }
    expect(await openRows(test)).toMatchObject([{ id: 'a', clear: clearKey(1) }])
  }, 60_000)

  it('a key that was removed and adopted again is served, and can be removed again', async () => {
    await using old = await openGuideDatabase([guideRow(1)])
    await using server = await openTestDatabase()
    await using test = adopting(server.url)
    const store = storeOn(test.database, { keyring })
    const { id } = guideRow(1)
    for (const _turn of [1, 2]) {
      await adoptFrom(await readDatabase(old.url), test.options)
      expect(await store.list({ since: 0 })).toMatchObject({ keys: [{ id }], removed: [] })
      const { changed } = await store.remove({ keyIds: [id] }, test.options.origin)
      expect(changed).toEqual([id])
    }
    expect((await store.list({ since: 0 })).removed).toEqual([id])
  }, 60_000)

  it('a key under an id that the pool gave to another is refused', async () => {
    await using old = await openGuideDatabase([guideRow(1)])
    await using other = await openGuideDatabase([guideRow(1, { key: clearKey(2) })])
    await using server = await openTestDatabase()
    await using test = adopting(server.url)
    await adoptFrom(await readDatabase(old.url), test.options)
    await adoptFrom(await readDatabase(other.url), test.options)
    expect(test.verdicts.at(-1)).toMatchObject({ result: 'refused', problem: { code: 'id_taken' } })
    expect(await openRows(test)).toMatchObject([{ clear: clearKey(1) }])
  }, 120_000)

  it('the sealed table of another dashboard is refused, row by row', async () => {
    await using old = await openGuideDatabase([guideRow(1)])
    await using theirs = adopting(old.url)
    await adoptInPlace(theirs.options)
    await using server = await openTestDatabase()
    await using test = adopting(server.url)
    await adoptFrom(await readDatabase(old.url), test.options)
    expect(test.verdicts).toMatchObject([{ result: 'refused', problem: { code: 'key_sealed' } }])
  }, 120_000)
})

it('two adoptions at once are one after the other', async () => {
  const server = inject('testDatabaseUrl')
  // PGlite has one session, which never waits for itself.
  if (server === null) return
  await using own = await openGuideDatabase(messyRows(200))
  await using one = adopting(own.url)
  await using other = adopting(own.url)
  const ends = await Promise.allSettled([adoptInPlace(one.options), adoptInPlace(other.options)])
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await one.database.prisma.apiKey.count()).toBe(176)
}, 60_000)

describe.skipIf(inject('testDatabaseUrl') === null)('on a PostgreSQL server', () => {
  it('line 33: pg_dump holds 0 canary values after 1,000 keys were adopted in place', async () => {
    const rows = messyRows(1_000).filter((_row, serial) => ![7, 13].includes(serial % 50))
    await using server = await openGuideDatabase(rows)
    const dumped = () =>
      promisify(execFile)('pg_dump', [server.url], { maxBuffer: 64 * 1024 * 1024 })
    expect((await dumped()).stdout).toContain(CANARY)
    await using test = adopting(server.url)
    expect(await adoptInPlace(test.options)).toMatchObject({ left: null })
    expect((await dumped()).stdout).not.toContain(CANARY)
  }, 60_000)
})
