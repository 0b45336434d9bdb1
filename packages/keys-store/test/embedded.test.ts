import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedDatabase, withDatabase } from '../src/embedded'

let home: string

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'itqan-embedded-'))
})

afterAll(() => rm(home, { recursive: true, force: true }))

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded database', () => {
  it('keeps its data from one run to the next', async () => {
    const dataDir = path.join(home, 'kept')
    {
      await using first = await openEmbeddedDatabase({ dataDir, port: 0 })
      await query(first.url, 'CREATE TABLE note AS SELECT 42 AS answer')
    }
    await using second = await openEmbeddedDatabase({ dataDir, port: 0 })
    expect(await query(second.url, 'SELECT * FROM note')).toEqual([{ answer: 42 }])
  }, 60_000)

  it('refuses a folder that another one has open, and names the port', async () => {
    const dataDir = path.join(home, 'shared')
    await using first = await openEmbeddedDatabase({ dataDir, port: 0 })
    const second = openEmbeddedDatabase({ dataDir, port: 0 })
    await expect(second).rejects.toThrow(`serves it on port ${first.port}`)
    await expect(second).rejects.toMatchObject({ code: 'in_use' })
  }, 60_000)

  it('lends a short job the database that is being served', async () => {
    const dataDir = path.join(home, 'lent')
    await using first = await openEmbeddedDatabase({ dataDir, port: 0 })
    const url = await withDatabase({ databaseUrl: undefined, dataDir }, async (lent) => lent)
    expect(url).toBe(first.url)
  }, 60_000)

  it('opens a folder once when two ask at the same moment, and tells the other the port', async () => {
    const dataDir = path.join(home, 'raced')
    const opened = await Promise.allSettled([
      openEmbeddedDatabase({ dataDir, port: 0 }),
      openEmbeddedDatabase({ dataDir, port: 0 }),
    ])
    const [holder, ...others] = opened.filter((each) => each.status === 'fulfilled')
    const refused = opened.find((each) => each.status === 'rejected')
    expect(others).toEqual([])
    expect(String(refused?.reason)).toContain(`serves it on port ${holder?.value.port ?? 0}`)
    await holder?.value.close()
  }, 60_000)

  it('leaves a file that stands in the folder’s place untouched', async () => {
    const dataDir = path.join(home, 'file')
    await writeFile(dataDir, 'my only copy')
    await expect(openEmbeddedDatabase({ dataDir, port: 0 })).rejects.toMatchObject({
      code: 'unreadable',
    })
    expect(await readFile(dataDir, 'utf8')).toBe('my only copy')
  })

  it('opens none when a database is named', async () => {
    const dataDir = path.join(home, 'unused')
    const url = await withDatabase({ databaseUrl: 'postgresql://x/y', dataDir }, async (it) => it)
    expect(url).toBe('postgresql://x/y')
    expect(await readdir(home)).not.toContain('unused')
  })

  it('answers each of 20 clients at once with its own rows, in and out of transactions', async () => {
    await using database = await openEmbeddedDatabase({ dataDir: null, port: 0 })
    await query(
      database.url,
      'CREATE TABLE counter AS SELECT g AS id, 0 AS uses FROM generate_series(0, 9) g',
    )
    const pool = new Pool({ connectionString: database.url, max: 20 })
    const asked = Array.from({ length: 400 }, (_, index) => index)
    const answers = await Promise.all(
      asked.map(async (index) => {
        const client = await pool.connect()
        await client.query('BEGIN')
        await client.query('UPDATE counter SET uses = uses + 1 WHERE id = $1', [index % 10])
        await client.query('COMMIT')
        client.release()
        const { rows } = await pool.query<{ value: number; id: number }>(
          'SELECT $1::int AS value, id FROM counter WHERE id = $2',
          [index, index % 10],
        )
        return rows
      }),
    )
    await pool.end()
    expect(answers).toEqual(asked.map((index) => [{ value: index, id: index % 10 }]))
    expect(await query(database.url, 'SELECT DISTINCT uses FROM counter')).toEqual([{ uses: 40 }])
  }, 60_000)

  it('goes on after a query that fails, and after a client that left its transaction open', async () => {
    await using database = await openEmbeddedDatabase({ dataDir: null, port: 0 })
    await expect(query(database.url, 'SELECT * FROM nowhere')).rejects.toThrow('nowhere')
    const gone = new Client({ connectionString: database.url })
    await gone.connect()
    await gone.query('BEGIN')
    await gone.query('CREATE TABLE half_made (id int)')
    await gone.end()
    expect(await query(database.url, "SELECT to_regclass('half_made') AS half")).toEqual([
      { half: null },
    ])
  }, 60_000)

  it('says which port is taken and which variable moves it', async () => {
    await using first = await openEmbeddedDatabase({ dataDir: null, port: 0 })
    const second = openEmbeddedDatabase({ dataDir: null, port: first.port })
    await expect(second).rejects.toThrow(`Port ${first.port} is taken`)
    await expect(second).rejects.toThrow('DATABASE_PORT')
  }, 60_000)

  it('leaves a folder of another PostgreSQL untouched and says how to go on', async () => {
    const dataDir = path.join(home, 'old')
    await mkdir(dataDir)
    await writeFile(path.join(dataDir, 'PG_VERSION'), '15\n')
    const opened = openEmbeddedDatabase({ dataDir, port: 0 })
    await expect(opened).rejects.toThrow('PostgreSQL 15')
    await expect(opened).rejects.toThrow(`mv ${dataDir} ${dataDir}.old`)
    expect(await readdir(dataDir)).toEqual(['PG_VERSION'])
  })

  it('leaves a folder that holds something else untouched', async () => {
    const dataDir = path.join(home, 'stray')
    await mkdir(dataDir)
    await writeFile(path.join(dataDir, 'notes.txt'), 'mine')
    await expect(openEmbeddedDatabase({ dataDir, port: 0 })).rejects.toMatchObject({
      code: 'unreadable',
    })
    expect(await readdir(dataDir)).toEqual(['notes.txt'])
  })
})
