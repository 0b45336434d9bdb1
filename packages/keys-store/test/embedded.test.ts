import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
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
  const { rows } = await client.query<Record<string, unknown>>(sql)
  await client.end()
  return rows
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

  it('opens none when a database is named', async () => {
    const dataDir = path.join(home, 'unused')
    const url = await withDatabase({ databaseUrl: 'postgresql://x/y', dataDir }, async (it) => it)
    expect(url).toBe('postgresql://x/y')
    expect(await readdir(home)).not.toContain('unused')
  })

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
