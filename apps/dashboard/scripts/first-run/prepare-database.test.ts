import { randomUUID } from 'node:crypto'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { makeKek, storeOn, testKek } from '@itqan/keys-store/test-store'
import { expect, it } from 'vitest'
import { readEnv } from '../../src/env'
import { createAuth } from '../../src/server/auth'
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

const passwordIn = (said: string) => /password\s+(\S+)/.exec(said)?.[1]

async function signIn(url: string, password: string | undefined): Promise<number> {
  await using database = openDatabase({ url })
  const auth = createAuth({ database, secret: env.authSecret, baseURL: env.dashboardUrl })
  const response = await auth.api.signInEmail({
    body: { email: 'admin@itqan.local', password: password ?? '' },
    asResponse: true,
  })
  return response.status
}

it('makes an administrator who can sign in and sample keys, once', async () => {
  await using server = await openTestDatabase()
  const first = await prepare(server.url)
  expect(first).toContain('4 sample keys')
  expect(await signIn(server.url, passwordIn(first))).toBe(200)
  expect(await signIn(server.url, 'not-the-password')).toBe(401)
  expect(await prepare(server.url)).toBe('')
  expect(await signIn(server.url, passwordIn(first))).toBe(200)
}, 60_000)

it('adds no sample keys when told so, nor to a pool that has keys', async () => {
  await using server = await openTestDatabase()
  await using database = openDatabase({ url: server.url })
  const store = storeOn(database)
  await store.create({ provider: 'gemini', name: 'mine', key: 'AIza-mine-0000000000' }, someOrigin)
  expect(await prepare(server.url)).not.toContain('sample keys')
  expect(await store.listManaged()).toHaveLength(1)
}, 60_000)

it('mends a first run that was cut off before the password was stored', async () => {
  await using server = await openTestDatabase()
  await prepare(server.url, false)
  await using database = openDatabase({ url: server.url })
  await database.prisma.account.deleteMany()
  const again = await prepare(server.url, false)
  expect(await signIn(server.url, passwordIn(again))).toBe(200)
  expect(await database.prisma.user.count()).toBe(1)
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
  expect(audited).toEqual([{ action: 'keys.rewrap' }])
  expect(await prepare(server.url, false)).toBe('')
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
