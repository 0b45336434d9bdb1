import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { openDatabase } from '../src'
import {
  CANARY,
  clearKey,
  encryptionKeys,
  guideRow,
  messyRows,
  openGuideDatabase,
  withClient,
} from './guide-table'
import { openTestDatabase } from './open-test-database'
import { operate, plain } from './operator-io'

const first = encryptionKeys('first')
const second = encryptionKeys('second')
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const today = day(Date.now())

/** A database of the dashboard, and the environment of an operator on it. */
async function open(rows = messyRows(100)) {
  const server = await openGuideDatabase(rows)
  onTestFinished(() => server[Symbol.asyncDispose]())
  const env = { DATABASE_URL: server.url, KEYS_ENCRYPTION_KEYS: first }
  const sql = (text: string) => withClient(server.url, (client) => client.query(text))
  return { url: server.url, env, sql }
}

/** One whose guide's table is adopted already. */
async function openAdopted(rows = [guideRow(1), guideRow(2)]) {
  const test = await open(rows)
  expect(await operate(['adopt', '--in-place'], test)).toMatchObject({ code: 0 })
  return test
}

async function folderWith(name: string, text: string): Promise<string> {
  const cwd = await mkdtemp(path.join(tmpdir(), 'operator-'))
  onTestFinished(() => rm(cwd, { recursive: true }))
  await writeFile(path.join(cwd, name), text)
  return cwd
}

describe('keys adopt', () => {
  it('tells what became of every row, with its key masked, and ends with 1 when it refused some', async () => {
    const rows = [
      guideRow(1, { provider: 'Gemini', name: ' Projet A ' }),
      guideRow(2, { provider: ' gemini', key: ` ${clearKey(1)}` }),
      guideRow(3, { key: '' }),
    ]
    const test = await open(rows)
    const [a, b, c] = [1, 2, 3].map((serial) => `row ${guideRow(serial).id}`)
    const { code, out, err } = await operate(['adopt', '--in-place'], test)
    expect(code).toBe(1)
    expect(out.split('\n')).toEqual([
      `${String(a)}: gemini AIza…nArY Projet A: adopted`,
      `${String(b)}: gemini AIza…nArY Projet A: duplicate of ${String(a)}; its counts are added there`,
      `${String(c)}: refused: there is no key`,
      '1 adopted, 0 already there, 1 duplicate, 1 refused.',
      '',
    ])
    expect(err).toContain('1 refused row stays in "keys_adoption"."api_keys", in clear.')
    const again = await operate(['adopt', '--in-place'], { ...test, language: 'fr' })
    expect(plain(again.out)).toContain(
      `enregistrement ${guideRow(3).id} : refusée : il n’y a pas de clé`,
    )
    expect(plain(again.out)).toContain('0 adoptée, 0 déjà là, 0 doublon, 1 refusée.')
  }, 60_000)

  it('takes a CSV file and an env file into the pool, and names what it leaves out', async () => {
    const { env } = await openAdopted()
    const csv = `Provider;Value;Team\nGemini;${clearKey(1)};x\nOpenAI;${clearKey(9)};x\n`
    const fromCsv = await operate(['adopt', '--from', 'keys.csv'], {
      env,
      cwd: await folderWith('keys.csv', csv),
    })
    expect(fromCsv.out).toContain('line 2: gemini AIza…nArY AIza…nArY: already there')
    expect(fromCsv.out).toContain('line 3: openai AIza…nArY AIza…nArY: adopted')
    expect(fromCsv).toMatchObject({ code: 0 })
    expect(fromCsv.err).toBe(
      'Not taken over: Team.\nkeys.csv still holds these keys in clear. Remove them there once this dashboard serves them.\n',
    )
    const text = `MISTRAL_API_KEY=${clearKey(7)}\nINTERNAL_API_SECRET=x\n`
    const cwd = await folderWith('.env.local', text)
    const fromEnv = await operate(['adopt', '--from', '.env.local', '--json'], { env, cwd })
    const [row, end] = fromEnv.out.trim().split('\n')
    expect(JSON.parse(row ?? '')).toMatchObject({
      result: 'adopted',
      place: { line: 1, label: 'MISTRAL_API_KEY' },
      key: { provider: 'mistral', name: 'MISTRAL_API_KEY' },
    })
    expect(JSON.parse(end ?? '')).toMatchObject({ adopted: 1, ignored: ['INTERNAL_API_SECRET'] })
  }, 60_000)

  it('is refused until the old table in the same database is adopted, or the tables are there', async () => {
    const { env, sql } = await open()
    const cwd = await folderWith('keys.csv', `provider,key\ngemini,${clearKey(1)}\n`)
    const early = await operate(['adopt', '--from', 'keys.csv'], { env, cwd })
    expect(early.code).toBe(3)
    expect(early.err).toContain('DATABASE_URL: the old table of keys is in this database')
    expect(early.err).toContain('First run: keys adopt --in-place')
    await sql('DROP TABLE "api_keys"')
    const empty = await operate(['adopt', '--from', 'keys.csv'], { env, cwd })
    expect(empty.err).toContain('Run: npx -y pnpm@12 db:migrate')
    const none = await operate(['adopt', '--in-place'], { env })
    expect(none.err).toContain('DATABASE_URL: there is no table api_keys or ApiKey.')
    expect(none.code).toBe(3)
  }, 60_000)

  it('stops after the transaction under way when it is interrupted, and goes on the next time', async () => {
    const test = await open(messyRows(300))
    const interrupt = new AbortController()
    interrupt.abort('SIGINT')
    const told = await operate(['adopt', '--in-place'], { ...test, signal: interrupt.signal })
    expect(told.err).toContain('Interrupted. What was done is kept')
    const rest = await operate(['adopt', '--in-place'], test)
    expect(rest.out).toContain('264 adopted, 0 already there, 24 duplicates, 12 refused.')
  }, 60_000)
})

describe('keys rewrap', () => {
  it('moves every row to the first key, and says which keys no row needs any more', async () => {
    const { env, url } = await openAdopted()
    const both = { ...env, KEYS_ENCRYPTION_KEYS: `${second},${first}` }
    const check = await operate(['rewrap', '--check'], { env: both })
    expect(check).toMatchObject({ code: 1, err: '' })
    expect(check.out).toContain('first      2  keep: rows need it\n2 rows to move.')

    const done = await operate(['rewrap'], { env: both })
    expect(done.code).toBe(0)
    expect(done.out.split('\n')).toEqual([
      '2 rows moved.',
      'Key     Rows  In KEYS_ENCRYPTION_KEYS',
      'second     2  keep: it seals what is new',
      'first      0  may be removed, once every process has the new value',
      '',
    ])
    expect((await operate(['rewrap', '--check'], { env: both })).code).toBe(0)
    await using database = openDatabase({ url })
    const entries = await database.prisma.auditEntry.findMany({ where: { action: 'keys.rewrap' } })
    expect(entries).toMatchObject([{ actor: 'tester', detail: '2 to second, 0 failed' }])
  }, 60_000)

  it.skipIf(inject('testDatabaseUrl') === null)(
    'leaves nothing in clear in the table’s file, though the audit cannot be written',
    async () => {
      const { env, sql } = await openAdopted()
      await sql(
        `UPDATE "api_keys" SET "key" = '${clearKey(1)}', "kekId" = NULL WHERE "id" = '${guideRow(1).id}'`,
      )
      const told = await operate(['rewrap'], {
        env: { ...env, AUDIT_SINK: 'file:/nonexistent/audit' },
      })
      expect(told.code).toBe(3)
      await sql('CHECKPOINT')
      const { rows } = await sql(
        `SELECT position('${CANARY}'::bytea IN pg_read_binary_file(pg_relation_filepath('api_keys'))) AS at`,
      )
      expect(rows).toEqual([{ at: 0 }])
    },
    60_000,
  )

  it('ends with 4 and names the key that is missing, and moves nothing', async () => {
    const { env } = await openAdopted()
    const other = { ...env, KEYS_ENCRYPTION_KEYS: second }
    const told = await operate(['rewrap'], { env: other, language: 'fr' })
    expect(told.code).toBe(4)
    expect(told.out).toContain('manquante')
    expect(plain(told.err)).toContain('2 lignes n’ont pu être ouvertes')
    const inJson = await operate(['rewrap', '--json'], { env: other })
    expect(JSON.parse(inJson.out)).toMatchObject({
      ok: false,
      moved: 0,
      failed: [guideRow(1).id, guideRow(2).id],
      keys: [
        { kekId: 'second', rows: 0, advice: 'current' },
        { kekId: 'first', rows: 2, advice: 'absent' },
      ],
    })
  }, 60_000)
})

describe('keys audit', () => {
  it('verifies what holds, with the checkpoints that it signed and that were kept elsewhere', async () => {
    const { env } = await openAdopted()
    const bare = await operate(['audit', 'verify'], { env })
    expect(bare).toMatchObject({ code: 0 })
    expect(bare.out).toContain('The audit holds.\n1 entry verified, from 1 to 1.\nNo checkpoint')
    const signed = await operate(['audit', 'checkpoint'], { env })
    expect(signed.code).toBe(0)
    const cwd = await folderWith('kept.ndjson', signed.out)
    const argv = ['audit', 'verify', '--checkpoints', 'kept.ndjson']
    const told = await operate(argv, { env, cwd, language: 'fr' })
    expect(told).toMatchObject({ code: 0 })
    expect(told.out).toContain('L’audit est intact.')
    const { checkpoint } = JSON.parse(signed.out) as { checkpoint: { publicKey: string } }
    const trusted = await operate([...argv, '--public-key', checkpoint.publicKey, '--json'], {
      env,
      cwd,
    })
    expect(JSON.parse(trusted.out)).toMatchObject({ ok: true, rows: 1, first: 1, problem: null })
    const stranger = Buffer.alloc(32, 1).toString('base64')
    const refused = await operate([...argv, '--public-key', stranger], { env, cwd })
    expect(refused.code).toBe(1)
    expect(refused.out).toContain('its checkpoint was signed by a key that is not trusted')
  }, 60_000)

  it('signs on after the key of the last checkpoint has left, once told whom to trust', async () => {
    const { env } = await openAdopted()
    const signed = await operate(['audit', 'checkpoint'], { env })
    const { checkpoint } = JSON.parse(signed.out) as { checkpoint: { publicKey: string } }
    const left = { ...env, KEYS_ENCRYPTION_KEYS: second }
    expect(await operate(['audit', 'checkpoint'], { env: left })).toMatchObject({ code: 1 })
    const argv = ['audit', 'checkpoint', '--public-key', checkpoint.publicKey]
    expect(await operate(argv, { env: left })).toMatchObject({ code: 0 })
  }, 60_000)

  it('names the first entry that was changed, says what that means, and signs it no more', async () => {
    const { env, sql } = await openAdopted(
      messyRows(250).filter(({ key }) => /^\S{20,90}$/.test(key)),
    )
    await sql('ALTER TABLE "audit_log" DISABLE TRIGGER ALL')
    await sql(`UPDATE "audit_log" SET "detail" = '0 from csv' WHERE "seq" = 2`)
    const told = await operate(['audit', 'verify'], { env })
    expect(told.code).toBe(1)
    expect(told.out).toContain(
      'The audit does not hold. First at entry 2: what it says was changed after it was written.',
    )
    expect(told.out).toContain('Keep a dump of the database as it is.')
    const unsigned = await operate(['audit', 'checkpoint'], { env })
    expect(unsigned).toMatchObject({ code: 1, out: '' })
  }, 60_000)

  it('prunes what is older than a day, once that day is typed', async () => {
    const { env, sql } = await openAdopted()
    expect((await operate(['audit', 'checkpoint'], { env })).code).toBe(0)
    const argv = ['audit', 'prune', '--before', today]
    const young = await operate([...argv, '--yes'], { env })
    expect(young).toMatchObject({ code: 0 })
    expect(young.out).toContain('Nothing was removed: no checkpoint is that old')

    const wrong = await operate(argv, { env, ask: async () => 'yes' })
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.err).toContain('Nothing was removed: the day was not typed.')
    const { rows } = await sql('SELECT 1 FROM "audit_log"')
    expect(rows).toHaveLength(1)
  }, 60_000)
})

it('a user without the owner’s rights is told whose rights it takes', async () => {
  // PGlite asks nobody for a name: there every session is the owner's.
  if (inject('testDatabaseUrl') === null) return
  await using server = await openTestDatabase()
  const name = `reader_${process.pid}`
  await withClient(server.url, (client) => client.query(`CREATE ROLE ${name} LOGIN`))
  try {
    const url = new URL(server.url)
    url.username = name
    const env = { DATABASE_URL: url.href, KEYS_ENCRYPTION_KEYS: first }
    const told = await operate(['audit', 'verify'], { env })
    expect(told.code).toBe(3)
    expect(told.err).toContain('Use the owner of the dashboard’s tables.'.replace('’', "'"))
  } finally {
    await withClient(server.url, (client) => client.query(`DROP ROLE ${name}`))
  }
}, 60_000)
