import { randomUUID } from 'node:crypto'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { KeysError } from '@itqan/keys-contract'
import { Client } from 'pg'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { createAuditLog, verifyAudit, type AuditLog } from '../src/audit'
import { createFileSink } from '../src/audit/file-sink'
import { openDatabase } from '../src/database'
import { event } from './audit-event'
import { makeRole, openTestAudit, type TestAudit } from './open-test-audit'

/** The two seconds of the contract, and what a busy machine adds to them. */
const LIMIT_MS = 3_000

/** What became of an append: its code, or `kept`. Anything that is still open by then hangs. */
async function outcomeOf(append: Promise<void>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('hangs'), LIMIT_MS)
  })
  const kept = append.then(
    () => 'kept',
    (error: unknown) => (KeysError.isInstance(error) ? error.code : error),
  )
  return Promise.race([kept, hangs]).finally(() => clearTimeout(timer))
}

const outcomesOf = (audit: AuditLog, count: number) =>
  Promise.all(Array.from({ length: count }, () => outcomeOf(audit.append(event()))))

async function expectHealed(test: TestAudit, audit: AuditLog): Promise<void> {
  const requestId = randomUUID()
  expect(await outcomeOf(audit.append(event({ requestId })))).toBe('kept')
  expect(
    await test.sql('SELECT 1 FROM audit_log WHERE "requestId" = $1', [requestId]),
  ).toHaveLength(1)
  expect((await verifyAudit(test.database)).problem).toBeNull()
}

const refused = (count: number) => Array.from({ length: count }, () => 'audit_unavailable')

/** Lets everything through until it is told to say nothing, or to cut. */
async function openProxy(target: string) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let isSilent = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('error', () => undefined)
      from.on('close', () => to.destroy())
      from.on('data', (bytes) => {
        if (!isSilent) to.write(bytes)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(target)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(() => {
    cut()
    server.close()
  })
  return { url: url.href, cut, beSilent: (silent: boolean) => (isSilent = silent) }
}

const log = { error: () => undefined }

describe.skipIf(inject('testDatabaseUrl') === null)('an audit that cannot be written', () => {
  it('line 35: refuses all while another session holds the chain, and heals when it lets go', async () => {
    await using test = await openTestAudit()
    expect(await outcomesOf(test.audit, 1)).toEqual(['kept'])
    await test.sql('BEGIN')
    await test.sql('SELECT 1 FROM audit_head FOR UPDATE')
    expect(await outcomesOf(test.audit, 20)).toEqual(refused(20))
    const within = test.database.prisma.$transaction(
      (session) => test.audit.appendWithin(session, event()),
      { timeout: 20_000 },
    )
    expect(await outcomeOf(within)).toBe('audit_unavailable')
    await test.sql('ROLLBACK')
    await expectHealed(test, test.audit)
    expect(test.logged).toEqual(['audit cannot be written', 'audit writes again'])
  }, 60_000)

  it('line 35: refuses all whose insert fails, and heals', async () => {
    await using test = await openTestAudit()
    await test.sql('ALTER TABLE audit_log ADD CONSTRAINT nothing CHECK (false) NOT VALID')
    expect(await outcomesOf(test.audit, 20)).toEqual(refused(20))
    await test.sql('ALTER TABLE audit_log DROP CONSTRAINT nothing')
    await expectHealed(test, test.audit)
  }, 60_000)

  it('line 35: refuses all when its permission is revoked, and heals when it is given back', async () => {
    await using test = await openTestAudit()
    await using database = openDatabase({ url: await makeRole(test.url, 'keys-app') })
    const audit = createAuditLog({ database, log })
    expect(await outcomesOf(audit, 1)).toEqual(['kept'])
    await test.sql('REVOKE EXECUTE ON FUNCTION audit_append(json, json) FROM keys_app')
    expect(await outcomesOf(audit, 20)).toEqual(refused(20))
    await test.sql('GRANT EXECUTE ON FUNCTION audit_append(json, json) TO keys_app')
    await expectHealed(test, audit)
    await audit.close()
  }, 60_000)

  it('line 35: refuses all when its connection is cut or goes silent, and heals on a new one', async () => {
    await using test = await openTestAudit()
    const proxy = await openProxy(test.url)
    await using database = openDatabase({ url: proxy.url })
    const audit = createAuditLog({ database, log })
    expect(await outcomesOf(audit, 1)).toEqual(['kept'])
    proxy.beSilent(true)
    const { prisma } = database
    const within = prisma.$transaction((session) => audit.appendWithin(session, event()))
    within.catch(() => undefined)
    expect(await outcomesOf(audit, 20)).toEqual(refused(20))
    proxy.beSilent(false)
    proxy.cut()
    await expect(within).rejects.toThrow()
    await expectHealed(test, audit)
    const underWay = outcomesOf(audit, 20)
    proxy.cut()
    // The first was on its way; the others went on a new connection.
    const [first, ...others] = await underWay
    expect([first, ...new Set(others)]).toEqual(['audit_unavailable', 'kept'])
    await expectHealed(test, audit)
    await audit.close()
  }, 60_000)

  it('line 35: refuses all when the server ends its session', async () => {
    await using test = await openTestAudit()
    expect(await outcomesOf(test.audit, 1)).toEqual(['kept'])
    await test.sql('BEGIN')
    await test.sql('SELECT 1 FROM audit_head FOR UPDATE')
    const underWay = outcomesOf(test.audit, 20)
    const other = new Client({ connectionString: test.url })
    await other.connect()
    await expect
      .poll(async () => {
        const { rowCount } = await other.query(`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'keys audit'
          AND wait_event_type = 'Lock'`)
        return rowCount
      })
      .toBe(1)
    await test.sql('ROLLBACK')
    await other.end()
    expect(new Set(await underWay)).toContain('audit_unavailable')
    await expectHealed(test, test.audit)
  }, 60_000)

  it('line 35: refuses all while the disk of its file is full, though the database has them', async () => {
    // Every write to it fails as a full disk does.
    await using test = await openTestAudit({ sinks: [createFileSink('/dev/full')] })
    expect(await outcomesOf(test.audit, 20)).toEqual(refused(20))
    expect((await verifyAudit(test.database)).rows).toBe(20)
  }, 60_000)

  it('line 35: refuses at once what comes when too many wait', async () => {
    await using test = await openTestAudit()
    await test.sql('BEGIN')
    await test.sql('SELECT 1 FROM audit_head FOR UPDATE')
    const waiting = outcomesOf(test.audit, 5_256)
    const [first] = await Promise.all([
      Promise.race([test.audit.append(event()).catch((error: unknown) => String(error)), waiting]),
      test.sql('SELECT 1'),
    ])
    expect(first).toMatch('too many wait')
    expect(new Set(await waiting)).toEqual(new Set(['audit_unavailable']))
    await test.sql('ROLLBACK')
    await expectHealed(test, test.audit)
  }, 60_000)
})
