import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createAuditLog, parseAuditSink, verifyAudit } from '../src/audit'
import { event } from './audit-event'
import { openTestAudit, type TestAudit } from './open-test-audit'

let test: TestAudit

beforeAll(async () => {
  test = await openTestAudit()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

const append = (requestId: string) => test.audit.append(event({ requestId }))
const appendAt = (requestId: string, epoch: number) =>
  test.audit.appendAt(event({ requestId }), epoch)

/** As whoever changes keys does. */
async function moveEpoch(): Promise<number> {
  const [row] = await test.sql<{ epoch: string }>(
    'UPDATE keys_epoch SET epoch = epoch + 1 RETURNING epoch',
  )
  return Number(row?.epoch)
}

const keptOf = async (...requestIds: string[]) => {
  const rows = await test.sql<{ requestId: string }>(
    'SELECT "requestId" FROM audit_log WHERE "requestId" = ANY($1) ORDER BY seq',
    [requestIds],
  )
  return rows.map(({ requestId }) => requestId)
}

describe('an entry that depends on the epoch', () => {
  it('is kept at the epoch that stands, and at no other', async () => {
    const epoch = await moveEpoch()
    expect(await appendAt('stands', epoch)).toBe(true)
    expect(await appendAt('ahead', epoch + 1)).toBe(false)
    await moveEpoch()
    expect(await appendAt('moved', epoch)).toBe(false)
    expect(await keptOf('stands', 'ahead', 'moved')).toEqual(['stands'])
  })

  it('is never kept once a change has committed, whatever else is being written', async () => {
    for (let round = 0; round < 50; round += 1) {
      const epoch = await moveEpoch()
      const early = [appendAt(`early-${round}`, epoch), append(`any-${round}`)]
      const moved = moveEpoch()
      await moved
      expect(await appendAt(`late-${round}`, epoch)).toBe(false)
      await Promise.all(early)
      expect(await keptOf(`any-${round}`, `late-${round}`)).toEqual([`any-${round}`])
    }
    expect(await verifyAudit(test.database)).toMatchObject({ ok: true, problem: null })
  })

  it('shares a statement with others: what does not depend on it is kept in any case', async () => {
    const epoch = await moveEpoch()
    // The first goes alone, and what comes meanwhile goes together.
    const answers = await Promise.all([
      append('first'),
      append('any'),
      appendAt('old', epoch - 1),
      appendAt('new', epoch),
    ])
    expect(answers).toEqual([undefined, undefined, false, true])
    expect(await keptOf('first', 'any', 'old', 'new')).toEqual(['first', 'any', 'new'])
    await moveEpoch()
    const later = await Promise.all([append('one'), append('two'), appendAt('three', epoch)])
    expect(later).toEqual([undefined, undefined, false])
    expect(await keptOf('one', 'two', 'three')).toEqual(['one', 'two'])
    expect(await verifyAudit(test.database)).toMatchObject({ ok: true, problem: null })
  })

  it('stands in a second sink if it is kept', async () => {
    const stream = new PassThrough()
    const parsed = parseAuditSink('stdout', stream)
    const sinks = parsed.ok ? parsed.sinks : []
    const audit = createAuditLog({
      database: test.database,
      sinks,
      log: { error: () => undefined },
    })
    const epoch = await moveEpoch()
    await audit.appendAt(event({ requestId: 'told' }), epoch)
    await audit.appendAt(event({ requestId: 'untold' }), epoch - 1)
    await audit.close()
    stream.end()
    const lines = await text(stream)
    expect(lines).toContain('"told"')
    expect(lines).not.toContain('untold')
  })
})

it('two that share one session, as behind a pooler, both write', async () => {
  const other = createAuditLog({ database: test.database, log: { error: () => undefined } })
  onTestFinished(() => other.close())
  const epoch = await moveEpoch()
  for (const [index, audit] of [test.audit, other, test.audit, other].entries()) {
    expect(await audit.appendAt(event({ requestId: `shared-${index}` }), epoch)).toBe(true)
  }
  expect(await keptOf('shared-0', 'shared-1', 'shared-2', 'shared-3')).toHaveLength(4)
})
