import type { AuditEntryView, AuditFilter } from '@itqan/keys-contract'
import type { AuditReader } from '@itqan/keys-router'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAuditReader } from '../src/audit'
import { event, manyIds } from './audit-event'
import { openTestAudit, type TestAudit } from './open-test-audit'
import { storeOn } from './store-on'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let test: TestAudit
let reader: AuditReader

const person = { kind: 'person', name: 'person-1' } as const

beforeAll(async () => {
  test = await openTestAudit()
  reader = createAuditReader({ database: test.database, hasSecondSink: false })
  await test.sql(`INSERT INTO "user" ("id", "name", "email", "updatedAt")
    VALUES ('person-1', 'Samira B.', 'samira@keys.example', now())`)
  await test.sql(`INSERT INTO "api_keys" ("id", "provider", "name", "key", "maskedKey", "revision")
    VALUES ('key-1', 'gemini', 'clé 3', 'v1.sealed', 'AIza…9f3Q', 1)`)
  const deeds = [
    event({ requestId: 'list' }),
    event({ requestId: 'many', keyIds: manyIds(40), address: '10.0.0.7' }),
    event({
      requestId: 'off',
      actor: person,
      action: 'key.setActive',
      detail: 'OFF',
      keyIds: ['key-1'],
    }),
    event({ requestId: 'gone', actor: { kind: 'person', name: 'person-9' }, action: 'key.remove' }),
    event({ requestId: 'no', outcome: 'refused', actor: { kind: 'app', name: 'Reporter' } }),
    event({ requestId: 'openai', provider: 'openai', keyIds: ['key-7'] }),
    event({
      requestId: 'adopt',
      actor: { kind: 'operator', name: 'first-run' },
      action: 'keys.adopt',
    }),
  ]
  for (const deed of deeds) {
    await test.audit.append(deed)
    // So that each has a millisecond of its own.
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
})

afterAll(() => test[Symbol.asyncDispose]())

const idsOf = (entries: readonly AuditEntryView[]) => entries.map(({ requestId }) => requestId)

async function found(filter: AuditFilter): Promise<string[]> {
  return idsOf((await reader.page({ filter, limit: 50 })).entries)
}

const all = ['adopt', 'openai', 'no', 'gone', 'off', 'many', 'list']

describe('the audit is read', () => {
  it('newest first, to its end', async () => {
    const page = await reader.page({ filter: {}, limit: 50 })
    expect(idsOf(page.entries)).toEqual(all)
    expect(page).toMatchObject({ next: null, searchedBackTo: null })
  })

  it.each<[string, AuditFilter, string[]]>([
    ['the kind of actor', { actorKind: 'person' }, ['gone', 'off']],
    ['an app, in capitals or not', { actor: 'reporter' }, ['no']],
    ['a person’s id', { actor: 'person-9' }, ['gone']],
    ['a person’s e-mail address', { actor: 'Samira@keys.example' }, ['off']],
    ['a part of a person’s name', { actor: 'samira' }, ['off']],
    ['one action', { actions: ['key.remove'] }, ['gone']],
    ['one of many actions', { actions: ['key.remove', 'keys.adopt'] }, ['adopt', 'gone']],
    ['no action in particular', { actions: [] }, all],
    ['an outcome', { outcomes: ['refused', 'failed'] }, ['no']],
    ['a provider', { provider: 'openai' }, ['openai']],
    ['a key that is named', { keyId: 'key-7' }, ['openai']],
    ['a key among many', { keyId: manyIds(40)[20] ?? '' }, ['many']],
    ['an address’s beginning', { address: '10.0.' }, ['many']],
    ['a request', { requestId: 'off' }, ['off']],
    ['words of the detail', { text: 'off' }, ['off']],
    ['two things at once', { actorKind: 'app', provider: 'openai' }, ['openai']],
    ['what a pattern would match', { text: '%' }, []],
  ])('by %s', async (_name, filter, ids) => {
    expect(await found(filter)).toEqual(ids)
  })

  it('between two moments, the first of them included', async () => {
    const { entries } = await reader.page({ filter: {}, limit: 50 })
    const at = (id: string) => entries.find(({ requestId }) => requestId === id)?.at ?? new Date(0)
    expect(await found({ from: at('off'), to: at('openai') })).toEqual(['no', 'gone', 'off'])
    expect(await found({ from: new Date(Date.now() + 1_000) })).toEqual([])
    expect(await found({ to: new Date(0) })).toEqual([])
  })

  it('with the names that people and keys have today', async () => {
    const [off] = (await reader.page({ filter: { requestId: 'off' }, limit: 1 })).entries
    expect(off).toMatchObject({
      person: { name: 'Samira B.', email: 'samira@keys.example' },
      keys: [{ id: 'key-1', name: 'clé 3' }],
      keyCount: 1,
    })
    const [gone] = (await reader.page({ filter: { requestId: 'gone' }, limit: 1 })).entries
    expect(gone).toMatchObject({ person: null, actor: 'person-9' })
    expect(gone?.keys).toContainEqual({ id: 'key-2', name: null })
  })

  it('without the ids of many keys until they are asked for', async () => {
    const [many] = (await reader.page({ filter: { requestId: 'many' }, limit: 1 })).entries
    expect(many).toMatchObject({ keys: [], keyCount: 40 })
    const set = await reader.keySet(many?.keySet ?? '')
    expect(set?.total).toBe(40)
    expect(set?.keys.map(({ id }) => id)).toEqual(manyIds(40).toSorted())
    expect(await reader.keySet('0'.repeat(64))).toBeNull()
  })

  it('counted by action, whichever action is chosen', async () => {
    const { counts, since } = await reader.counts({ actions: ['keys.adopt'], actorKind: 'app' })
    expect(counts).toEqual([{ action: 'keys.list', count: 4 }])
    expect(since).toBeNull()
  })
})

it('says the name of a key that was removed for as long as that can be undone', async () => {
  await using named = await openTestAudit()
  const store = storeOn(named.database)
  const namedReader = createAuditReader({ database: named.database, hasSecondSink: false })
  const input = { provider: 'openai', name: 'clé retirée', key: `sk-${'r'.repeat(40)}` }
  const id = (await store.create(input, someOrigin))?.id ?? ''
  await named.audit.append(event({ requestId: 'named', keyIds: [id] }))
  const keysOf = async () =>
    (await namedReader.page({ filter: { requestId: 'named' }, limit: 1 })).entries[0]?.keys
  await store.remove({ keyIds: [id] }, someOrigin)
  expect(await keysOf()).toEqual([{ id, name: 'clé retirée' }])
  await named.sql(`UPDATE "removed_keys" SET "removedAt" = now() - interval '1 day'`)
  const next = (await store.create({ ...input, name: 'autre' }, someOrigin))?.id ?? ''
  await store.remove({ keyIds: [next] }, someOrigin)
  expect(await keysOf()).toEqual([{ id, name: null }])
})

it('goes on from where a search for something rare ended', async () => {
  await using long = await openTestAudit()
  await long.audit.append(event({ requestId: 'rare', detail: 'needle' }))
  // As if so many had been written since: nobody waits for 50,000 appends.
  await long.sql(`BEGIN; SET LOCAL session_replication_role = replica;
    INSERT INTO audit_log SELECT s, now() + s * interval '1 ms', 'app', 'a', 'keys.list', 'ok', 'gemini',
      '{}', NULL, NULL, 'r', NULL, '', '' FROM generate_series(2, 50000) s; COMMIT`)
  const rare = createAuditReader({ database: long.database, hasSecondSink: false })
  const filter = { text: 'needle' }
  const first = await rare.page({ filter, limit: 5 })
  expect(first).toMatchObject({ entries: [], next: 30_001 })
  expect(first.searchedBackTo).toBeInstanceOf(Date)
  const second = await rare.page({ filter, limit: 5, cursor: first.next })
  expect(second).toMatchObject({ entries: [], next: 10_001 })
  const third = await rare.page({ filter, limit: 5, cursor: second.next })
  expect(third).toMatchObject({ entries: [{ seq: 1 }], next: null, searchedBackTo: null })
  expect(await rare.counts({})).toEqual({
    counts: [{ action: 'keys.list', count: 50_000 }],
    since: null,
  })
}, 120_000)

describe('its pages', () => {
  it('stand still while entries are added', async () => {
    const first = await reader.page({ filter: { actorKind: 'app' }, limit: 2 })
    const seen = idsOf(first.entries)
    await test.audit.append(event({ requestId: 'later' }))
    const newest = first.entries[0]?.seq ?? 0
    expect(await reader.newer({ filter: { actorKind: 'app' }, after: newest })).toEqual({
      count: 1,
    })
    expect(await reader.newer({ filter: { actorKind: 'person' }, after: newest })).toEqual({
      count: 0,
    })
    for (let cursor = first.next; cursor !== null;) {
      const page = await reader.page({ filter: { actorKind: 'app' }, limit: 2, cursor })
      seen.push(...idsOf(page.entries))
      cursor = page.next
    }
    expect(seen).toEqual(['openai', 'no', 'many', 'list'])
  })
})
