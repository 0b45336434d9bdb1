import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import {
  checkpointSigner,
  createAuditLog,
  type SecondSink,
  verifyAudit,
  type VerifyAuditOptions,
} from '../src/audit'
import { openDatabase } from '../src/database'
import { event, manyIds } from './audit-event'
import { makeRole, openTestAudit, type TestAudit } from './open-test-audit'

const signer = checkpointSigner(Buffer.alloc(32, 1))
const stranger = checkpointSigner(Buffer.alloc(32, 2))

/** Checkpoints at 10, 20 and 25, and two sets of key ids. */
async function openFilled(sinks: SecondSink[] = []): Promise<TestAudit> {
  const test = await openTestAudit({ signer, sinks, checkpointEvery: 10 })
  for (let index = 1; index <= 25; index += 1) {
    const keyIds = index % 5 === 0 ? manyIds(20 + (index % 2)) : ['key-1']
    await test.audit.append(event({ requestId: `request ${index}`, keyIds }))
  }
  await test.audit.close()
  return test
}

vi.setConfig({ testTimeout: 60_000 })

const LOOSE = 'SET LOCAL session_replication_role = replica'

/** As one who may switch the triggers off; then undone, so that the next begins anew. */
async function tamper(
  test: TestAudit,
  { statements, ...options }: VerifyAuditOptions & { statements: readonly string[] },
) {
  const copies = ['audit_log', 'audit_head', 'audit_checkpoints', 'audit_key_sets']
  for (const table of copies) await test.sql(`CREATE TABLE copy_${table} AS TABLE ${table}`)
  await test.sql(['BEGIN', LOOSE, ...statements, 'COMMIT'].join(';\n'))
  const verified = await verifyAudit(test.database, { publicKeys: [signer.publicKey], ...options })
  const restore = copies.flatMap((table) => [
    `DELETE FROM ${table}`,
    `INSERT INTO ${table} TABLE copy_${table}`,
    `DROP TABLE copy_${table}`,
  ])
  await test.sql(['BEGIN', LOOSE, ...restore, 'COMMIT'].join(';\n'))
  return verified
}

/** Gives every entry from one on the hash that what it says now has, and lets the head follow. */
const rehashFrom = (seq: number) => `
  DO $$
  DECLARE
    entry audit_log%ROWTYPE;
    last text := (SELECT hash FROM audit_log WHERE seq = ${seq} - 1);
  BEGIN
    FOR entry IN SELECT * FROM audit_log WHERE seq >= ${seq} ORDER BY seq LOOP
      last := encode(sha256(convert_to(array_to_json(ARRAY[
        last, entry.seq::text, (extract(epoch FROM entry.at) * 1000)::bigint::text,
        entry."actorKind", entry.actor, entry.action, entry.outcome, entry.provider,
        array_to_json(entry."keyIds")::text, entry."keySet", entry.address, entry."requestId",
        entry.detail])::text, 'UTF8')), 'hex');
      UPDATE audit_log SET hash = last,
        "previousHash" = (SELECT hash FROM audit_log WHERE seq = entry.seq - 1) WHERE seq = entry.seq;
    END LOOP;
    UPDATE audit_head SET hash = last;
  END $$`

const edited = (column: string) => `UPDATE audit_log SET ${column} WHERE seq = 13`
const none = 'SELECT 1'

const deeds: Record<string, { statements: string[]; problem: { seq: bigint; kind: string } }> = {
  ...Object.fromEntries(
    [
      `at = at + interval '1 ms'`,
      `"actorKind" = 'person'`,
      `actor = NULL`,
      `action = 'keys.watch'`,
      `outcome = 'refused'`,
      `provider = 'openai'`,
      `"keyIds" = '{key-1,key-2}'`,
      `"keySet" = repeat('0', 64)`,
      `address = '127.0.0.2'`,
      `"requestId" = 'another'`,
      `detail = ''`,
    ].map((column) => [
      `an edit, ${column}`,
      { statements: [edited(column)], problem: { seq: 13n, kind: 'hash' } },
    ]),
  ),
  'an edited hash': {
    statements: [edited(`hash = repeat('a', 64)`)],
    problem: { seq: 13n, kind: 'hash' },
  },
  'an entry that names another hash before it': {
    statements: [edited(`"previousHash" = repeat('a', 64)`)],
    problem: { seq: 13n, kind: 'hash' },
  },
  'a deleted entry': {
    statements: ['DELETE FROM audit_log WHERE seq = 13'],
    problem: { seq: 13n, kind: 'gap' },
  },
  'a deleted entry whose place the later ones take': {
    statements: [
      'DELETE FROM audit_log WHERE seq = 13',
      'UPDATE audit_log SET seq = seq - 1000 WHERE seq > 13',
      'UPDATE audit_log SET seq = seq + 999 WHERE seq < 0',
    ],
    problem: { seq: 13n, kind: 'hash' },
  },
  'two entries that changed places': {
    statements: [
      'UPDATE audit_log SET seq = -13 WHERE seq = 13',
      'UPDATE audit_log SET seq = 13 WHERE seq = 14',
      'UPDATE audit_log SET seq = 14 WHERE seq = -13',
    ],
    problem: { seq: 13n, kind: 'hash' },
  },
  'an entry put in': {
    statements: [
      `INSERT INTO audit_log SELECT 26, at, "actorKind", actor, action, outcome, provider, "keyIds",
        "keySet", address, "requestId", detail, "previousHash", hash FROM audit_log WHERE seq = 25`,
    ],
    problem: { seq: 26n, kind: 'hash' },
  },
  'an entry put in before the first': {
    statements: [
      `INSERT INTO audit_log SELECT -5, at, "actorKind", actor, action, outcome, provider, "keyIds",
        "keySet", address, "requestId", detail, "previousHash", hash FROM audit_log WHERE seq = 3`,
    ],
    problem: { seq: -5n, kind: 'start' },
  },
  'an entry hashed anew by itself': {
    statements: [
      edited(`detail = 'edited'`),
      rehashFrom(13)
        .replace('seq >= 13 ORDER', 'seq = 13 ORDER')
        .replace(/UPDATE audit_head.*;/, ''),
    ],
    problem: { seq: 14n, kind: 'previous_hash' },
  },
  'entries cut off at the end': {
    statements: ['DELETE FROM audit_log WHERE seq > 22'],
    problem: { seq: 23n, kind: 'truncated' },
  },
  'entries cut off at the end, and the head set back': {
    statements: [
      'DELETE FROM audit_log WHERE seq > 22',
      'UPDATE audit_head SET seq = 22, hash = (SELECT hash FROM audit_log WHERE seq = 22)',
    ],
    problem: { seq: 23n, kind: 'rewound' },
  },
  'everything gone': {
    statements: ['DELETE FROM audit_log'],
    problem: { seq: 1n, kind: 'truncated' },
  },
  'the first entries gone': {
    statements: ['DELETE FROM audit_log WHERE seq <= 5'],
    problem: { seq: 6n, kind: 'start' },
  },
  'the first entries gone up to a checkpoint, without a word': {
    statements: ['DELETE FROM audit_log WHERE seq <= 10'],
    problem: { seq: 11n, kind: 'start' },
  },
  'a head set back': {
    statements: ['UPDATE audit_head SET seq = 24'],
    problem: { seq: 25n, kind: 'head' },
  },
  'a head with another hash': {
    statements: [`UPDATE audit_head SET hash = repeat('a', 64)`],
    problem: { seq: 25n, kind: 'head' },
  },
  'no head': { statements: ['DELETE FROM audit_head'], problem: { seq: 25n, kind: 'head' } },
  'another set of key ids': {
    statements: [`UPDATE audit_key_sets SET "keyIds" = '{key-1}' WHERE cardinality("keyIds") = 21`],
    problem: { seq: 5n, kind: 'key_set' },
  },
  'no set of key ids': {
    statements: ['DELETE FROM audit_key_sets WHERE cardinality("keyIds") = 20'],
    problem: { seq: 10n, kind: 'key_set' },
  },
  'the whole chain written anew': {
    statements: [edited(`detail = 'edited'`), rehashFrom(13)],
    problem: { seq: 20n, kind: 'checkpoint_hash' },
  },
  'a chain whose clock goes back': {
    statements: [`UPDATE audit_log SET at = at - interval '1 day' WHERE seq = 13`, rehashFrom(13)],
    problem: { seq: 13n, kind: 'order' },
  },
  'a signature of nobody': {
    statements: [`UPDATE audit_checkpoints SET signature = '' WHERE seq = 20`],
    problem: { seq: 20n, kind: 'checkpoint_signature' },
  },
  'a signature for another moment': {
    statements: [`UPDATE audit_checkpoints SET at = at + interval '1 s' WHERE seq = 20`],
    problem: { seq: 20n, kind: 'checkpoint_signature' },
  },
}

describe('line 37: a superuser who switches the triggers off', () => {
  let test: TestAudit

  beforeAll(async () => {
    test = await openFilled()
  }, 60_000)

  afterAll(() => test[Symbol.asyncDispose]())

  it('leaves a chain that verifies while nothing is changed', async () => {
    expect(await tamper(test, { statements: [none] })).toEqual({
      ok: true,
      rows: 25,
      firstSeq: 1n,
      lastSeq: 25n,
      checkpoints: 3,
      problem: null,
    })
  })

  it.each(Object.entries(deeds))(
    'is found by verify: %s',
    async (_name, { statements, problem }) => {
      expect(await tamper(test, { statements })).toMatchObject({ ok: false, problem })
    },
  )

  it('is found who writes the chain anew and signs it with a key of his own', async () => {
    const [head] = await test.sql<{ hash: string; at: Date }>(
      'SELECT hash, at FROM audit_log WHERE seq = 10',
    )
    const forged = stranger.sign({ seq: 10n, hash: head?.hash ?? '', at: head?.at ?? new Date() })
    const statements = [
      `UPDATE audit_checkpoints SET "publicKey" = '${forged.publicKey}',
        signature = '${forged.signature}' WHERE seq = 10`,
    ]
    const problem = { seq: 10n, kind: 'checkpoint_signer' }
    expect(await tamper(test, { statements })).toMatchObject({ problem })
  })
})

describe('line 37: a superuser who also removes the checkpoints', () => {
  const lines: string[] = []
  const sink: SecondSink = {
    write: async (text) => void lines.push(...text.trimEnd().split('\n')),
    close: async () => undefined,
  }
  let test: TestAudit

  beforeAll(async () => {
    test = await openFilled([sink])
  }, 60_000)

  afterAll(() => test[Symbol.asyncDispose]())

  async function* exported(isWanted = (_line: string) => true) {
    for (const line of lines) if (isWanted(line)) yield line
  }

  const isCheckpoint = (line: string) => line.startsWith('{"checkpoint"')
  const anew = ['DELETE FROM audit_checkpoints', edited(`detail = 'edited'`), rehashFrom(13)]

  it('is not found without what was exported, and is by the exported entry', async () => {
    expect(await tamper(test, { statements: anew })).toMatchObject({ ok: true, checkpoints: 0 })
    expect(await tamper(test, { statements: [none], exports: [exported()] })).toMatchObject({
      ok: true,
      checkpoints: 6,
    })
    const verified = await tamper(test, { statements: anew, exports: [exported()] })
    expect(verified.problem).toEqual({ seq: 13n, kind: 'export' })
  })

  it('is found by exported checkpoints alone', async () => {
    const exports = [exported(isCheckpoint)]
    const verified = await tamper(test, { statements: anew, exports })
    expect(verified.problem).toEqual({ seq: 20n, kind: 'checkpoint_hash' })
  })

  it('is found who edits a line of the exported file', async () => {
    const one = lines.find((line) => line.startsWith('{"seq":13,')) ?? ''
    async function* withEdit() {
      for (const line of lines) yield line === one ? one.replace('itqan-ma', 'another') : line
    }
    const verified = await tamper(test, { statements: [none], exports: [withEdit()] })
    expect(verified.problem).toEqual({ seq: 13n, kind: 'export' })
  })
})

describe.skipIf(inject('testDatabaseUrl') === null)('line 37: the role of', () => {
  const changes = {
    'an edit': `UPDATE audit_log SET actor = 'another'`,
    'a deletion': 'DELETE FROM audit_log WHERE seq = 3',
    'a deletion said to be retention': `SET itqan.audit_prune_up_to = '10'; DELETE FROM audit_log`,
    'a reordering': 'UPDATE audit_log SET seq = -seq',
    'a TRUNCATE': 'TRUNCATE audit_log',
    'an insert past the chain': 'INSERT INTO audit_log SELECT * FROM audit_log LIMIT 1',
    'a head set back': 'UPDATE audit_head SET seq = 3',
    'a head removed': 'DELETE FROM audit_head',
    'a checkpoint changed': `UPDATE audit_checkpoints SET signature = ''`,
    'a checkpoint removed': 'DELETE FROM audit_checkpoints',
    'a checkpoint ahead of the chain': `INSERT INTO audit_checkpoints VALUES (9000000, '', now(), '', '')`,
    'other checkpoints': 'TRUNCATE audit_checkpoints',
    'other key ids': `UPDATE audit_key_sets SET "keyIds" = '{}'`,
    'no key ids': 'TRUNCATE audit_key_sets',
    'a trigger switched off': 'ALTER TABLE audit_log DISABLE TRIGGER ALL',
    'a trigger dropped': 'DROP TRIGGER audit_log_append_only ON audit_log',
    'a function replaced': 'DROP FUNCTION audit_append(json, json)',
    'the role of a replica': 'SET session_replication_role = replica',
  }

  it.each(['keys-app', 'keys-dashboard'] as const)(
    '%s appends, and changes nothing that is kept',
    async (group) => {
      await using test = await openFilled()
      await using database = openDatabase({ url: await makeRole(test.url, group) })
      const done: string[] = []
      for (const [name, statement] of Object.entries(changes)) {
        const client = database.connection({})
        await client.connect()
        const error: unknown = await client.query(statement).catch((failure: unknown) => failure)
        if (!/permission denied|must be owner|stands where an entry does/.test(String(error)))
          done.push(name)
        await client.end()
      }
      expect(done).toEqual([])
      const audit = createAuditLog({ database, log: { error: () => undefined } })
      await audit.append(event())
      await audit.close()
      expect(await verifyAudit(test.database)).toMatchObject({ ok: true, rows: 26 })
    },
    60_000,
  )

  it('the owner is refused as well, while the triggers are on', async () => {
    await using test = await openFilled()
    const forbidden = Object.entries(changes).filter(
      ([name]) => !/retention|trigger|function|replica|insert/.test(name),
    )
    const done: string[] = []
    for (const [name, statement] of forbidden) {
      const error: unknown = await test.sql(statement).catch((failure: unknown) => failure)
      if (!/only ever appended to|only moves along|stands where an entry does/.test(String(error)))
        done.push(name)
    }
    expect(done).toEqual([])
  }, 60_000)

  it('the owner hides nothing behind tables of a session', async () => {
    await using test = await openFilled()
    const tricks = [
      `CREATE TEMP TABLE audit_checkpoints (seq bigint); INSERT INTO audit_checkpoints VALUES (24);
       SET itqan.audit_prune_up_to = '24'; DELETE FROM public.audit_log WHERE seq = 24`,
      `CREATE TEMP TABLE audit_log (seq bigint, hash text); INSERT INTO audit_log VALUES (99, 'x');
       UPDATE public.audit_head SET seq = 99, hash = 'x'`,
    ]
    for (const trick of tricks) await expect(test.sql(trick)).rejects.toThrow(/only/)
    await test.sql('DISCARD ALL')
    expect(await verifyAudit(test.database)).toMatchObject({ ok: true, rows: 25 })
  }, 60_000)

  it('an app speaks as no person, and makes no chain look broken', async () => {
    await using test = await openFilled()
    await using database = openDatabase({ url: await makeRole(test.url, 'keys-app') })
    const client = database.connection({})
    await client.connect()
    const said = { actorKind: 'app', action: 'keys.list', outcome: 'ok', requestId: 'x' }
    const append = (entry: object) =>
      client.query('SELECT audit_append($1, NULL)', [JSON.stringify([entry])])
    for (const actorKind of ['person', 'operator', 'system']) {
      await expect(append({ ...said, actorKind, actor: 'another' })).rejects.toThrow(/apps alone/)
    }
    await append(said)
    await append({ ...said, action: 'audit.prune', detail: 'up to 7' })
    await client.end()
    expect(await verifyAudit(test.database)).toMatchObject({ ok: true, rows: 27 })
  }, 60_000)

  it('an app hides nothing behind tables of its own', async () => {
    await using test = await openFilled()
    await using database = openDatabase({ url: await makeRole(test.url, 'keys-app') })
    const client = database.connection({})
    await client.connect()
    await client.query(
      'CREATE TEMP TABLE audit_head (id int, seq bigint, at timestamptz, hash text)',
    )
    await client.query(`INSERT INTO audit_head VALUES (1, 99, now(), '')`)
    await client.query(`SELECT audit_append($1, NULL)`, [
      JSON.stringify([
        { actorKind: 'app', action: 'keys.list', outcome: 'ok', requestId: 'x', keyIds: [] },
      ]),
    ])
    await client.end()
    expect(await verifyAudit(test.database)).toMatchObject({ ok: true, rows: 26 })
  }, 60_000)
})
