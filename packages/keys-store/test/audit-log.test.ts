import { randomUUID } from 'node:crypto'
import { auditActions, KeysError } from '@itqan/keys-contract'
import type { AuditEvent } from '@itqan/keys-router'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../src/audit'
import { toStorable } from '../src/store/storable-text'
import { event, manyIds } from './audit-event'
import { openTestAudit, type TestAudit } from './open-test-audit'

let test: TestAudit

beforeAll(async () => {
  test = await openTestAudit()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

const text = fc.string({ unit: 'binary', maxLength: 40 })
const events: fc.Arbitrary<Omit<AuditEvent, 'requestId'>> = fc.record({
  actor: fc.record({
    kind: fc.constantFrom('app', 'person', 'operator', 'system'),
    name: fc.option(text),
  }),
  address: fc.option(fc.ipV6()),
  action: fc.constantFrom(...auditActions),
  outcome: fc.constantFrom('ok', 'refused', 'failed'),
  provider: fc.option(text),
  keyIds: fc.oneof(
    fc.array(text, { maxLength: 20 }),
    fc.constantFrom(...[0, 1, 16, 17, 100].map(manyIds)),
  ),
  detail: fc.option(text),
})

interface Kept {
  actorKind: string
  actor: string | null
  action: string
  outcome: string
  provider: string | null
  keyIds: string[]
  address: string | null
  detail: string | null
}

/** As PostgreSQL can keep it. */
const storable = (value: string) => toStorable(value)
const storableOrNull = (value: string | null) => (value === null ? null : storable(value))

it('line 34: 10,000 random operations of every kind are as many rows, each with all that was told of it', async () => {
  const all = fc
    .sample(events, { numRuns: 10_000, seed: 34 })
    .map((one) => ({ ...one, requestId: randomUUID() }))
  const before = await test.sql<{ count: number }>('SELECT count(*)::int FROM audit_log')
  const isWithin = (index: number) => index % 20 === 0
  const { prisma } = test.database
  const settled = await Promise.allSettled(
    chunks(all, 50).map(async (chunk) => {
      for (const [index, one] of chunk.entries()) {
        if (isWithin(index)) {
          await prisma.$transaction((session) => test.audit.appendWithin(session, one), {
            maxWait: 60_000,
          })
        } else await test.audit.append(one)
      }
    }),
  )
  expect(settled.filter(({ status }) => status === 'rejected')).toEqual([])
  const after = await test.sql<{ count: number }>('SELECT count(*)::int FROM audit_log')
  expect((after[0]?.count ?? 0) - (before[0]?.count ?? 0)).toBe(10_000)

  const rows = await test.sql<Kept & { requestId: string }>(
    `SELECT l.*, coalesce(s."keyIds", l."keyIds") AS "keyIds"
    FROM audit_log l LEFT JOIN audit_key_sets s ON s.hash = l."keySet"`,
  )
  const kept = new Map(rows.map((row) => [row.requestId, row]))
  const wrong = all.filter((one) => {
    const expected: Kept = {
      actorKind: one.actor.kind,
      actor: storableOrNull(one.actor.name),
      action: one.action,
      outcome: one.outcome,
      provider: storableOrNull(one.provider),
      keyIds: [...new Set(one.keyIds)].map(storable).toSorted(),
      address: one.address,
      detail: storableOrNull(one.detail),
    }
    const row = kept.get(one.requestId)
    return Object.entries(expected).some(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(row?.[name as keyof Kept]),
    )
  })
  expect(wrong).toEqual([])
  expect(await verifyAudit(test.database)).toMatchObject({ ok: true, problem: null })
}, 300_000)

function chunks<T>(items: readonly T[], count: number): T[][] {
  const size = Math.ceil(items.length / count)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

describe('the audit', () => {
  it('keeps what comes at once in few transactions, in the order in which it came', async () => {
    const [before] = await test.sql<{ seq: string }>('SELECT seq FROM audit_head')
    const ids = Array.from({ length: 50 }, () => randomUUID())
    await Promise.all(ids.map((requestId) => test.audit.append(event({ requestId }))))
    const rows = await test.sql<{ requestId: string; at: Date; xmin: string }>(
      'SELECT *, xmin::text FROM audit_log WHERE seq > $1 ORDER BY seq',
      [before?.seq],
    )
    expect(rows.map(({ requestId }) => requestId)).toEqual(ids)
    expect(new Set(rows.map(({ xmin }) => xmin)).size).toBeLessThanOrEqual(2)
  })

  it('keeps the ids of a large pool once, whatever their order', async () => {
    const keyIds = manyIds(1_000)
    await test.audit.append(event({ keyIds }))
    await test.audit.append(event({ keyIds: keyIds.toReversed() }))
    const [sets] = await test.sql<{ count: number }>(
      'SELECT count(*)::int FROM audit_key_sets WHERE cardinality("keyIds") = 1000',
    )
    expect(sets?.count).toBe(1)
    expect((await verifyAudit(test.database)).problem).toBeNull()
  })

  it('sends a set again that is no longer there', async () => {
    const keyIds = manyIds(30)
    await test.audit.append(event({ keyIds }))
    await test.sql(`
      SET session_replication_role = replica;
      DELETE FROM audit_key_sets WHERE cardinality("keyIds") = 30;
      SET session_replication_role = origin`)
    await test.audit.append(event({ keyIds }))
    expect((await verifyAudit(test.database)).problem).toBeNull()
  })

  it('does not go back in time when the clock does', async () => {
    const [head] = await test.sql<{ at: Date }>('SELECT at FROM audit_head')
    // A clock that was set back looks like a head that is ahead.
    const ahead = new Date((head?.at.getTime() ?? 0) + 3_600_000)
    await test.sql('BEGIN')
    await test.sql('SET LOCAL session_replication_role = replica')
    await test.sql('UPDATE audit_head SET at = $1', [ahead])
    await test.sql('COMMIT')
    await test.audit.append(event())
    const [last] = await test.sql<{ at: Date }>(
      'SELECT at FROM audit_log ORDER BY seq DESC LIMIT 1',
    )
    expect(last?.at).toEqual(ahead)
    expect((await verifyAudit(test.database)).problem).toBeNull()
  })

  it('keeps nothing of a transaction that rolls back, and leaves no gap', async () => {
    const requestId = randomUUID()
    const rolledBack = test.database.prisma.$transaction(async (session) => {
      await test.audit.appendWithin(session, event({ requestId }))
      throw new Error('changed its mind')
    })
    await expect(rolledBack).rejects.toThrow('changed its mind')
    await test.audit.append(event())
    expect(await test.sql('SELECT 1 FROM audit_log WHERE "requestId" = $1', [requestId])).toEqual(
      [],
    )
    expect((await verifyAudit(test.database)).problem).toBeNull()
  })

  it('refuses at once what comes after it was closed', async () => {
    await using other = await openTestAudit()
    const last = other.audit.append(event())
    await other.audit.close()
    await last
    const late: unknown = await other.audit.append(event()).catch((error: unknown) => error)
    expect(KeysError.isInstance(late) && late.code).toBe('audit_unavailable')
  }, 60_000)
})
