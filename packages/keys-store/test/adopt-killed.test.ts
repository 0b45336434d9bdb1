import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../src'
import { verifyAudit } from '../src/audit'
import { openKey } from '../src/keyring'
import { encryptionKeys, keyringOf, messyRows, openGuideDatabase, withClient } from './guide-table'
import { openTestDatabase, type TestDatabase } from './open-test-database'

const program = fileURLToPath(new URL('adopt-once.ts', import.meta.url))
const keys = encryptionKeys()
const rows = messyRows(400)

const KILLS = 20

/** Runs the adoption in a process, and kills it after so many milliseconds of its work. */
async function adopt(
  url: string,
  { from, killAfterMs }: { from?: string; killAfterMs?: number },
): Promise<{ isKilled: boolean; tookMs: number }> {
  const args = ['--import', 'tsx', program, url, keys, ...(from ? [from] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (!text.includes('begins') || killAfterMs === undefined) return
    setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  // Once all that it wrote was read, and not before.
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
  if (signal === 'SIGKILL') return { isKilled: true, tookMs: killAfterMs ?? 0 }
  // By its own clock: where this process is busy, both words are read at once.
  const tookMs = Number(/ends after (\S+) ms/.exec(said)?.[1])
  expect(tookMs).toBeGreaterThan(0)
  return { isKilled: false, tookMs }
}

/** What is kept, but for what differs by chance or by the hour. */
async function pool(url: string) {
  await using database = openDatabase({ url })
  const found = await database.prisma.apiKey.findMany({
    orderBy: { id: 'asc' },
    omit: { revision: true, updatedAt: true, maskedKey: true },
  })
  const entries = await database.prisma.auditEntry.findMany({ where: { action: 'keys.adopt' } })
  const sets = await withClient(url, (client) =>
    client.query<{ keyIds: string[] }>('SELECT "keyIds" FROM "audit_key_sets"'),
  )
  const audited = [...entries, ...sets.rows].flatMap(({ keyIds }) => keyIds).toSorted()
  const keyring = keyringOf(keys)
  const clear = await Promise.all(
    found.map(async (row) => ({ ...row, key: await openKey(keyring, row) })),
  )
  expect(await verifyAudit(database)).toMatchObject({ ok: true })
  return { audited, rows: clear }
}

const openInPlace = () => openGuideDatabase(rows)

describe.skipIf(inject('testDatabaseUrl') === null)('an adoption that is killed', () => {
  it.each([
    ['in place', KILLS, null],
    ['of another database', Math.ceil(KILLS / 2), openInPlace],
  ])(
    '%s at %i moments and run again gives what one run gives',
    async (_where, kills, openOld) => {
      await using old = openOld ? await openOld() : null
      const from = old ? { from: old.url } : {}
      const open = (): Promise<TestDatabase> => (old ? openTestDatabase() : openInPlace())
      await using whole = await open()
      let { tookMs } = await adopt(whole.url, from)
      const expected = await pool(whole.url)
      expect(expected.rows.map(({ id }) => id).toSorted()).toEqual(expected.audited)

      for (let killed = 0; killed < kills;) {
        await using server = await open()
        const killAfterMs = Math.random() * tookMs
        const run = await adopt(server.url, { ...from, killAfterMs })
        // One that was through before is no kill: the next is aimed at the time that it took.
        if (run.isKilled) killed += 1
        else tookMs = run.tookMs
        await adopt(server.url, from)
        expect(await pool(server.url), `killed after ${killAfterMs} ms`).toEqual(expected)
      }
    },
    // Only a hang takes so long.
    20 * 60_000,
  )
})
