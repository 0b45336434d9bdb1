import { randomUUID } from 'node:crypto'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { createAuditLog, createPeopleStore, openDatabase } from '@itqan/keys-store'
import { applyMigrations } from '@itqan/keys-store/migrate'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { makeKek, storeOn, testKek } from '@itqan/keys-store/test-store'
import { expect, it } from 'vitest'
import { readEnv } from '../../src/env'
import { prepareDatabase } from './prepare-database'

const given = {
  INTERNAL_API_SECRET: '0123456789abcdefghijklmnopqrstuv',
  BETTER_AUTH_SECRET: '0123456789abcdefghijklmnopqrstuv',
  KEYS_ENCRYPTION_KEYS: testKek,
}
const env = readEnv(given)

async function prepare(url: string, samples = true): Promise<string> {
  const lines: string[] = []
  await prepareDatabase({ env, url, samples, say: (line) => lines.push(line) })
  return lines.join('\n')
}

const tokenIn = (said: string) => /\/set-up#(\S+)/.exec(said)?.[1] ?? ''

const silent = { error: () => undefined }

async function accept(url: string, token: string): Promise<void> {
  await using database = openDatabase({ url })
  const audit = createAuditLog({ database, log: silent })
  const person = { token, email: 'first@keys.example', name: 'First', passwordHash: 'a hash' }
  try {
    await createPeopleStore(database, audit).accept(person, someOrigin)
  } finally {
    await audit.close()
  }
}

it('lets the first administrator in by a link, and adds sample keys, once', async () => {
  await using server = await openTestDatabase()
  const first = await prepare(server.url)
  expect(first).toContain('4 sample keys')
  expect(first).toContain('http://localhost:3001/set-up#')
  await accept(server.url, tokenIn(first))
  expect(await prepare(server.url)).toBe('')
  await using database = openDatabase({ url: server.url })
  expect(await database.prisma.user.findMany({ select: { role: true } })).toEqual([
    { role: 'administrator' },
  ])
}, 60_000)

it('says another link as long as nobody can sign in; the first that is used ends them all', async () => {
  await using server = await openTestDatabase()
  const [one, other] = [await prepare(server.url, false), await prepare(server.url, false)]
  expect(tokenIn(other)).not.toBe(tokenIn(one))
  await accept(server.url, tokenIn(one))
  await expect(accept(server.url, tokenIn(other))).rejects.toMatchObject({
    code: 'invitation_not_found',
  })
}, 60_000)

it('keeps no token, and writes the invitation into the audit', async () => {
  await using server = await openTestDatabase()
  const token = tokenIn(await prepare(server.url, false))
  await using database = openDatabase({ url: server.url })
  expect(JSON.stringify(await database.prisma.invitation.findMany())).not.toContain(token)
  const audited = await database.prisma.auditEntry.findMany({
    select: { action: true, actorKind: true, actor: true },
  })
  expect(audited).toEqual([
    { action: 'invitation.create', actorKind: 'operator', actor: 'first-run' },
  ])
}, 60_000)

it('adds no sample keys when told so, nor to a pool that has keys', async () => {
  await using server = await openTestDatabase()
  await using database = openDatabase({ url: server.url })
  const store = storeOn(database)
  await store.create({ provider: 'gemini', name: 'mine', key: 'AIza-mine-0000000000' }, someOrigin)
  expect(await prepare(server.url)).not.toContain('sample keys')
  expect(await store.listManaged()).toHaveLength(1)
}, 60_000)

it('makes whole whom an older release left without a password', async () => {
  await using server = await openTestDatabase()
  await applyMigrations(server.url)
  await using database = openDatabase({ url: server.url })
  const left = { id: 'left', name: 'left', email: 'first@keys.example', role: 'administrator' }
  await database.prisma.user.create({ data: left })
  await accept(server.url, tokenIn(await prepare(server.url, false)))
  expect(await database.prisma.user.count()).toBe(1)
  expect(await database.prisma.account.count({ where: { userId: 'left' } })).toBe(1)
}, 60_000)

it('seals the keys that an older release left in clear, and says how many', async () => {
  await using server = await openTestDatabase()
  await using database = openDatabase({ url: server.url })
  const keys = Array.from({ length: 3 }, () => `AIzaOlder-${randomUUID()}`)
  await database.prisma.apiKey.createMany({
    data: keys.map((key) => ({
      provider: 'gemini',
      name: 'older',
      key,
      maskedKey: 'AIza…',
      revision: 0,
    })),
  })
  expect(await prepare(server.url, false)).toContain('Sealed 3 stored key(s) with "test"')
  const { keys: served } = await storeOn(database).list({})
  expect(served.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
  const audited = await database.prisma.auditEntry.findMany({ select: { action: true } })
  expect(audited).toEqual([{ action: 'keys.rewrap' }, { action: 'invitation.create' }])
  expect(await prepare(server.url, false)).not.toContain('Sealed')
}, 60_000)

it('stops, and says which key is missing, where it could not open what is stored', async () => {
  await using server = await openTestDatabase()
  await prepare(server.url)
  const other = readEnv({ ...given, KEYS_ENCRYPTION_KEYS: makeKek('other') })
  const again = prepareDatabase({
    env: other,
    url: server.url,
    samples: true,
    say: () => undefined,
  })
  await expect(again).rejects.toThrow('4 stored keys are sealed with "test", which is not listed')
}, 60_000)
