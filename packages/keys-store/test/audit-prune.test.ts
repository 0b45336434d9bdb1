import { describe, expect, it } from 'vitest'
import { checkpointSigner, pruneAudit, verifyAudit } from '../src/audit'
import { event, manyIds } from './audit-event'
import { openTestAudit, type TestAudit } from './open-test-audit'

const signer = checkpointSigner(Buffer.alloc(32, 1))
const origin = {
  actor: { kind: 'operator', name: 'keys' },
  address: null,
  requestId: 'prune 1',
} as const

/**
 * Entries 1 to 30 with checkpoints at 10, 20 and 30, and one more. The last eleven are a day younger, and
 * have another set of key ids.
 */
async function openFilled(): Promise<TestAudit> {
  const test = await openTestAudit({ signer, checkpointEvery: 10 })
  for (let index = 1; index <= 20; index += 1)
    await test.audit.append(event({ keyIds: manyIds(20) }))
  await test.sql(`BEGIN;
    SET LOCAL session_replication_role = replica;
    UPDATE audit_head SET at = at + interval '1 day';
    COMMIT`)
  for (let index = 1; index <= 11; index += 1)
    await test.audit.append(event({ keyIds: manyIds(30) }))
  return test
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** After the first twenty, and after all. */
const soon = () => new Date(Date.now() + HOUR_MS)
const late = () => new Date(Date.now() + 2 * DAY_MS)
const publicKeys = [signer.publicKey]

describe('retention', () => {
  it('removes the oldest entries up to a checkpoint, says so, and leaves a chain that verifies', async () => {
    await using test = await openFilled()
    const options = { database: test.database, signers: [signer], origin }
    expect(await pruneAudit({ ...options, before: late() })).toEqual({ removed: 30, upTo: 30n })
    const rows = await test.sql<{ seq: string; action: string; detail: string | null }>(
      'SELECT seq, action, detail FROM audit_log ORDER BY seq',
    )
    expect(rows).toEqual([
      { seq: '31', action: 'keys.list', detail: null },
      { seq: '32', action: 'audit.prune', detail: 'up to 30' },
    ])
    await test.audit.append(event({ keyIds: manyIds(30) }))
    const verified = await verifyAudit(test.database, { publicKeys })
    expect(verified).toMatchObject({ ok: true, firstSeq: 31n, lastSeq: 33n, rows: 3 })
  }, 60_000)

  it('keeps what happened since, and the key ids that it names', async () => {
    await using test = await openFilled()
    const options = { database: test.database, signers: [signer], origin }
    expect(await pruneAudit({ ...options, before: soon() })).toEqual({ removed: 20, upTo: 20n })
    const sets = await test.sql('SELECT cardinality("keyIds") AS size FROM audit_key_sets')
    expect(sets).toEqual([{ size: 30 }])
    const verified = await verifyAudit(test.database, { publicKeys })
    expect(verified).toMatchObject({ ok: true, firstSeq: 21n, rows: 12 })
    const again = await pruneAudit({ ...options, before: soon() })
    expect(again).toEqual({ removed: 0, upTo: null })
  }, 60_000)

  it('can be repeated', async () => {
    await using test = await openFilled()
    const options = { database: test.database, signers: [signer], origin, before: late() }
    await pruneAudit(options)
    for (let index = 1; index <= 10; index += 1) await test.audit.append(event())
    await pruneAudit({ ...options, before: late() })
    expect(await verifyAudit(test.database, { publicKeys })).toMatchObject({ ok: true })
    expect((await verifyAudit(test.database, { publicKeys })).firstSeq).toBeGreaterThan(31n)
  }, 60_000)

  it('believes no checkpoint of a stranger', async () => {
    await using test = await openFilled()
    const signers = [checkpointSigner(Buffer.alloc(32, 2))]
    await expect(
      pruneAudit({ database: test.database, signers, origin, before: late() }),
    ).rejects.toThrow('not signed by this keyring')
    expect(await verifyAudit(test.database, { publicKeys })).toMatchObject({ ok: true, rows: 31 })
  }, 60_000)

  it('holds up nobody who appends meanwhile', async () => {
    await using test = await openFilled()
    const options = { database: test.database, signers: [signer], origin, before: late() }
    const appends = Array.from({ length: 200 }, (_, index) =>
      test.audit.append(event({ keyIds: manyIds(index % 2 === 0 ? 20 : 40) })),
    )
    await Promise.all([pruneAudit(options), ...appends])
    expect(await verifyAudit(test.database, { publicKeys })).toMatchObject({ ok: true })
  }, 60_000)
})
