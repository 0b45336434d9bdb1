import { expect, it, onTestFinished } from 'vitest'
import { createAuditLog, createPeopleStore, openDatabase } from '../src'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { withClient } from './guide-table'
import { openTestDatabase } from './open-test-database'
import { operate } from './operator-io'
import { makeKek, storeOn, testKek } from './store-on'

async function open() {
  const server = await openTestDatabase()
  onTestFinished(() => server[Symbol.asyncDispose]())
  const database = openDatabase({ url: server.url, maxConnections: 2 })
  onTestFinished(() => database.close())
  const env = {
    DATABASE_URL: server.url,
    KEYS_ENCRYPTION_KEYS: testKek,
    DASHBOARD_URL: 'https://keys.example',
  }
  return { url: server.url, database, env }
}

const silent = { error: () => undefined }

/** Uses a link's token as its page does. */
async function accept({ database }: Awaited<ReturnType<typeof open>>, told: string, email: string) {
  const token = /#(\S+)/.exec(told)?.[1] ?? ''
  const audit = createAuditLog({ database, log: silent })
  const people = createPeopleStore(database, audit)
  await people.accept({ token, email, name: email, passwordHash: 'a hash' }, someOrigin)
  await audit.close()
}

it('brings an empty database to this release, once, and names what it applied', async () => {
  const { url, env } = await open()
  await withClient(url, (client) =>
    client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'),
  )
  const first = await operate(['migrate'], { env })
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain('Applied 20261122120000_init\n')
  expect(await operate(['migrate', '--json'], { env })).toMatchObject({
    code: 0,
    out: '{"ok":true,"applied":[],"clear":0}\n',
  })
}, 60_000)

it('says which key is missing, and ends with 4, where the dashboard would not start', async () => {
  const { database, env } = await open()
  await storeOn(database).create(
    { provider: 'gemini', name: 'a', key: 'AIza-0123456789' },
    someOrigin,
  )
  const other = { ...env, KEYS_ENCRYPTION_KEYS: makeKek('other') }
  const told = await operate(['migrate'], { env: other })
  expect(told.code).toBe(4)
  expect(told.err).toContain('the dashboard would not start')
  expect(told.err).toContain('1 stored key is sealed with "test", which is not listed: add it')
}, 60_000)

it('ends with 1 while keys are in clear, and says what seals them', async () => {
  const { database, env } = await open()
  const row = { provider: 'gemini', name: 'older', maskedKey: 'AIza…', revision: 0 }
  await database.prisma.apiKey.create({ data: { ...row, key: 'AIza-older-0123456789' } })
  const told = await operate(['migrate'], { env })
  expect(told).toMatchObject({ code: 1, err: '1 stored key is in clear: run keys rewrap\n' })
}, 60_000)

it('names a migration that fails with what the database said of it', async () => {
  const { url, env } = await open()
  const sql = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE api_keys (id int)'
  await withClient(url, (client) => client.query(sql))
  const told = await operate(['migrate'], { env })
  expect(told.code).toBe(3)
  expect(told.err).toContain('A migration failed')
}, 60_000)

it('tells a database that does not answer from a migration that fails', async () => {
  const env = {
    DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/none',
    KEYS_ENCRYPTION_KEYS: testKek,
  }
  const told = await operate(['migrate'], { env })
  expect(told.code).toBe(3)
  expect(told.err).toContain('DATABASE_URL: the database cannot be used')
}, 60_000)

it('lets the first administrator in, and another one when the first is lost', async () => {
  const opened = await open()
  const first = await operate(['invite'], opened)
  expect(first.out).toMatch(/^https:\/\/keys\.example\/set-up#[\w-]{43}\n$/)
  await accept(opened, first.out, 'first@keys.example')

  const another = await operate(['invite', '--json'], opened)
  expect(another.out).toContain('"link":"https://keys.example/invitation#')
  await accept(opened, another.out.replaceAll('"', ' '), 'second@keys.example')
  const { prisma } = opened.database
  expect(await prisma.user.findMany({ select: { role: true } })).toEqual([
    { role: 'administrator' },
    { role: 'administrator' },
  ])
  const audited = await prisma.auditEntry.findMany({ select: { action: true, actor: true } })
  expect(audited.filter(({ action }) => action === 'invitation.create')).toEqual([
    { action: 'invitation.create', actor: 'tester' },
    { action: 'invitation.create', actor: 'tester' },
  ])
}, 60_000)

it('invites nobody to an address that is none', async () => {
  const { env } = await open()
  const told = await operate(['invite'], { env: { ...env, DASHBOARD_URL: 'keys.example' } })
  expect(told.code).toBe(2)
  expect(told.err).toContain('DASHBOARD_URL must be an address')
}, 60_000)
