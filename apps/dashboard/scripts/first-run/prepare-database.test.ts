import { createKeyStore, openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { expect, it } from 'vitest'
import { readEnv } from '../../src/env'
import { createAuth } from '../../src/server/auth'
import { prepareDatabase } from './prepare-database'

const env = readEnv({
  INTERNAL_API_SECRET: '0123456789abcdefghijklmnopqrstuv',
  BETTER_AUTH_SECRET: '0123456789abcdefghijklmnopqrstuv',
})

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
  const store = createKeyStore(database)
  await store.create({ provider: 'gemini', name: 'mine', key: 'AIza-mine-0000000000' })
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
