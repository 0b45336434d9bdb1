import type { Origin } from '@itqan/keys-router'
import { describe, expect, inject, it, vi } from 'vitest'
import { checkpointSigner, createAuditReader, createAuditVerifier } from '../src/audit'
import { openDatabase } from '../src/database'
import { event } from './audit-event'
import { makeRole, openTestAudit, type TestAudit } from './open-test-audit'

vi.setConfig({ testTimeout: 60_000 })

const signer = checkpointSigner(Buffer.alloc(32, 1))
const samira: Origin = {
  actor: { kind: 'person', name: 'person-1' },
  address: '10.0.0.7',
  requestId: 'verify',
}

async function openFilled(entries = 25): Promise<TestAudit> {
  const test = await openTestAudit({ signer, checkpointEvery: 10 })
  await test.sql(`INSERT INTO "user" ("id", "name", "email", "updatedAt")
    VALUES ('person-1', 'Samira', 'samira@keys.example', now())`)
  await Promise.all(Array.from({ length: entries }, () => test.audit.append(event())))
  return test
}

function setUp(test: TestAudit, publicKeys = [signer.publicKey]) {
  const { database, audit } = test
  const told: unknown[] = []
  const log = { error: (message: string, fields: object) => void told.push({ message, ...fields }) }
  const verifier = createAuditVerifier({ database, audit, log, publicKeys })
  const reader = createAuditReader({ database, hasSecondSink: true })
  const last = async () =>
    (await reader.page({ filter: { actions: ['audit.verify'] }, limit: 1 })).entries[0]
  return { verifier, reader, told, last }
}

describe('a verification', () => {
  it('says that the chain holds, who asked, and leaves an entry of its own', async () => {
    await using test = await openFilled()
    const { verifier, reader, told, last } = setUp(test)
    expect(await reader.state()).toMatchObject({ entries: 25, lastVerification: null })
    expect(verifier.start(samira)).toBe(true)
    await verifier.idle()
    expect(await reader.state()).toMatchObject({
      entries: 26,
      first: { seq: 1 },
      last: { seq: 26 },
      lastVerification: { by: 'Samira', firstSeq: 1, lastSeq: 25, problem: null },
      lastCheckpoint: { publicKey: signer.publicKey },
      hasSecondSink: true,
    })
    expect(await last()).toMatchObject({ outcome: 'ok', actor: 'person-1', detail: '25 hold' })
    expect([told, verifier.progress(), verifier.isInterrupted()]).toEqual([[], null, false])
  })

  it('names the first entry that a superuser edited, and tells the operator', async () => {
    await using test = await openFilled()
    await test.sql(`BEGIN; SET LOCAL session_replication_role = replica;
      UPDATE audit_log SET actor = 'somebody-else' WHERE seq = 13; COMMIT`)
    const { verifier, reader, told, last } = setUp(test)
    verifier.start(samira)
    await verifier.idle()
    const { lastVerification } = await reader.state()
    expect(lastVerification).toMatchObject({ lastSeq: 12, problem: { seq: 13, kind: 'hash' } })
    expect(await last()).toMatchObject({ outcome: 'ok', detail: 'hash at 13' })
    expect(told).toEqual([{ message: 'The audit does not hold', seq: 13, kind: 'hash' }])
    // The entry itself is shown as it stands.
    const { entries } = await reader.page({ filter: { actor: 'somebody-else' }, limit: 5 })
    expect(entries.map(({ seq }) => seq)).toEqual([13])
  })

  it('believes no checkpoint of a stranger', async () => {
    await using test = await openFilled()
    const { verifier, reader } = setUp(test, [checkpointSigner(Buffer.alloc(32, 2)).publicKey])
    verifier.start(samira)
    await verifier.idle()
    expect((await reader.state()).lastVerification?.problem?.kind).toBe('checkpoint_signer')
  })

  it('is under way once at a time, and tells how far it has come', async () => {
    await using test = await openFilled()
    const { verifier } = setUp(test)
    expect([verifier.start(samira), verifier.start(samira)]).toEqual([true, false])
    expect(verifier.progress()).toEqual({ rows: 0, total: 0 })
    await verifier.idle()
    expect(verifier.start(samira)).toBe(true)
    await verifier.idle()
    expect(await test.sql('SELECT FROM audit_verifications')).toHaveLength(2)
  })

  it('is due once a day, whichever process was the last', async () => {
    await using test = await openFilled(1)
    const { verifier } = setUp(test)
    expect(await verifier.isDue(60_000)).toBe(true)
    setUp(test).verifier.start(samira)
    await vi.waitFor(async () => expect(await verifier.isDue(60_000)).toBe(false), 10_000)
    expect(await verifier.isDue(0)).toBe(true)
  })

  it('says that it was interrupted when the database goes away', async () => {
    await using test = await openFilled(1)
    const { verifier, told } = setUp({
      ...test,
      database: openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' }),
    })
    verifier.start(samira)
    await verifier.idle()
    expect([verifier.isInterrupted(), verifier.progress()]).toEqual([true, null])
    expect(told).toMatchObject([{ message: 'The audit cannot be verified' }])
    const [last] = await test.sql<{ outcome: string }>(
      `SELECT outcome FROM audit_log WHERE action = 'audit.verify'`,
    )
    expect(last?.outcome).toBe('failed')
  })

  it('is given up when the process ends, and begins no more', async () => {
    await using test = await openFilled(1)
    const { verifier, told } = setUp(test)
    verifier.start(samira)
    verifier.close()
    await verifier.idle()
    expect([verifier.start(samira), told]).toEqual([false, []])
    expect(await test.sql('SELECT FROM audit_verifications')).toEqual([])
  })
})

it.runIf(inject('testDatabaseUrl'))('needs no more than the dashboard’s own role', async () => {
  await using test = await openFilled()
  await using database = openDatabase({ url: await makeRole(test.url, 'keys-dashboard') })
  const { verifier, reader } = setUp({ ...test, database })
  verifier.start(samira)
  await verifier.idle()
  expect((await reader.state()).lastVerification).toMatchObject({ problem: null, lastSeq: 25 })
  expect((await reader.page({ filter: { actor: 'Samira' }, limit: 5 })).entries).toHaveLength(1)
})
