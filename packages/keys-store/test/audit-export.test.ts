import { describe, expect, it, vi } from 'vitest'
import { checkpointSigner, createAuditReader, verifyAudit } from '../src/audit'
import { event, manyIds } from './audit-event'
import { openTestAudit, type TestAudit } from './open-test-audit'

vi.setConfig({ testTimeout: 60_000 })

const signer = checkpointSigner(Buffer.alloc(32, 1))

async function openFilled(entries: number): Promise<TestAudit> {
  const test = await openTestAudit({ signer, checkpointEvery: 10 })
  for (let done = 0; done < entries; done += 250) {
    const some = Array.from({ length: Math.min(250, entries - done) }, (_, index) =>
      test.audit.append(event(index % 5 === 0 ? { keyIds: manyIds(20 + (index % 2)) } : {})),
    )
    await Promise.all(some)
  }
  return test
}

async function linesOf(chunks: AsyncIterable<string>): Promise<string[]> {
  const lines: string[] = []
  for await (const chunk of chunks) lines.push(...chunk.trimEnd().split('\n'))
  return lines
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

describe('an export', () => {
  it('holds every entry once, in order, and verifies against the table', async () => {
    await using test = await openFilled(4_100)
    const reader = createAuditReader({ database: test.database, hasSecondSink: false })
    const lines = await linesOf(reader.exportLines({}))
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    const sequence = parsed.flatMap(({ seq }) => (typeof seq === 'number' ? [seq] : []))
    expect(sequence).toEqual(Array.from({ length: 4_100 }, (_, index) => index + 1))
    expect(parsed.filter((line) => 'keySet' in line && !('seq' in line))).toHaveLength(2)
    expect(parsed.some((line) => 'checkpoint' in line)).toBe(true)
    const exports = [each(lines)]
    expect(await verifyAudit(test.database, { exports })).toMatchObject({ ok: true, rows: 4_100 })
  })

  it('betrays a table that was changed after it', async () => {
    await using test = await openFilled(30)
    const reader = createAuditReader({ database: test.database, hasSecondSink: false })
    const lines = await linesOf(reader.exportLines({}))
    const changed = lines.map((line) =>
      line.replace('"seq":7,', '"seq":7,"extra":1,').replace('itqan-ma', 'other'),
    )
    const found = await verifyAudit(test.database, { exports: [each(changed)] })
    expect(found.problem).toEqual({ seq: 1n, kind: 'export' })
  })

  it('holds what its filter finds, and then no checkpoint', async () => {
    await using test = await openFilled(30)
    await test.audit.append(event({ requestId: 'the one', detail: 'by hand' }))
    await test.audit.append(event({ requestId: 'set', keyIds: manyIds(40) }))
    const reader = createAuditReader({ database: test.database, hasSecondSink: false })
    const [line, ...none] = await linesOf(reader.exportLines({ text: 'by hand' }))
    expect(none).toEqual([])
    expect(JSON.parse(line ?? '')).toMatchObject({ requestId: 'the one', seq: 31 })
    const about = await linesOf(reader.exportLines({ keyId: manyIds(40)[39] ?? '' }))
    expect(about.map((one) => Object.keys(JSON.parse(one) as object)[0])).toEqual(['keySet', 'seq'])
  })

  it('ends where the audit ended when it began, and lets go of its connection', async () => {
    await using test = await openFilled(20)
    const reader = createAuditReader({ database: test.database, hasSecondSink: false })
    const chunks = reader.exportLines({})
    const first = await chunks.next()
    await test.audit.append(event())
    const rest = await linesOf(chunks)
    expect([String(first.value).match(/^{"seq"/gm)?.length, rest]).toEqual([20, []])
    const left = reader.exportLines({})
    await left.next()
    await left.return()
    await vi.waitFor(async () => {
      const open = await test.sql(
        `SELECT FROM pg_stat_activity WHERE application_name = 'keys audit export'`,
      )
      expect(open).toEqual([])
    })
  })
})
