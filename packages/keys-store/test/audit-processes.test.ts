import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, inject, it } from 'vitest'
import { verifyAudit } from '../src/audit'
import { openTestAudit } from './open-test-audit'

const PROCESSES = 16
const APPENDS = 1_000

const program = fileURLToPath(new URL('audit-writer.ts', import.meta.url))

/** Says `ready`, waits for a word, and says how many entries it knows to be kept. */
function startWriter(url: string, name: string) {
  const args = ['--import', 'tsx', program, url, name, String(APPENDS)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    line: async () => String((await lines.next()).value),
    begin: () => child.stdin.write('begin\n'),
    complaints: text(child.stderr),
  }
}

// PGlite has one session: nobody there gets in another's way.
it.skipIf(inject('testDatabaseUrl') === null)(
  'line 36: 16 processes that append 1,000 entries each, some in transactions that roll back, keep one chain without a fork or a deadlock',
  async () => {
    await using test = await openTestAudit()
    const writers = Array.from({ length: PROCESSES }, (_, index) =>
      startWriter(test.url, `writer-${index}`),
    )
    expect(await Promise.all(writers.map((writer) => writer.line()))).not.toContain('undefined')
    for (const writer of writers) writer.begin()
    const said = await Promise.all(writers.map((writer) => writer.line()))
    const complaints = await Promise.all(writers.map((writer) => writer.complaints))
    expect(complaints.filter((words) => words !== '')).toEqual([])

    const kept = said.reduce((sum, words) => sum + Number(words), 0)
    const verified = await verifyAudit(test.database)
    expect(verified).toMatchObject({ ok: true, rows: kept, lastSeq: BigInt(kept), problem: null })
    expect(kept).toBeGreaterThan(PROCESSES * APPENDS * 0.9)
    const [stats] = await test.sql<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    )
    expect(stats?.deadlocks).toBe('0')
    const [pace] = await test.sql<{ rate: number }>(
      'SELECT count(*) / extract(epoch FROM max(at) - min(at))::float AS rate FROM audit_log',
    )
    process.stdout.write(`line 36: ${kept} entries, ${Math.round(pace?.rate ?? 0)} appends/s\n`)
  },
  300_000,
)
