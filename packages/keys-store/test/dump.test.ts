import { randomBytes, randomUUID } from 'node:crypto'
import type { Origin } from '@itqan/keys-router'
import { everyProvider } from '@itqan/keys-router/test-doubles'
import { expect, inject, it, onTestFinished } from 'vitest'
import { rewrapKeys } from '../src'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'
import { runTool } from './postgres-tools'
import { keyringOf, makeKek, storeOn, testKek } from './store-on'

const origin: Origin = {
  actor: { kind: 'person', name: 'an-operator' },
  address: '192.0.2.1',
  requestId: 'the-request',
}

const shapes = [
  () => `AIza${randomBytes(26).toString('base64url')}`,
  () => `sk-proj-${randomBytes(30).toString('base64url')}`,
  () => randomBytes(16).toString('hex'),
  () => `p+/k&="q\\%41?${randomBytes(12).toString('base64')}`,
]
const canaries = Array.from({ length: 20 }, (_, index) => ({
  provider: ['gemini', 'openai', 'mistral', 'anthropic'][index % 4] ?? '',
  key: (shapes[index % 4] ?? randomUUID)(),
}))

/** All that a provider or a library may print of a key. */
const printed = (key: string) =>
  [
    `rejected: ${key}`,
    `GET https://x.example/v1?key=${encodeURIComponent(key)}&alt=sse`,
    JSON.stringify({ error: { message: `bad key ${key}` } }),
    `Authorization: Basic ${Buffer.from(`:${key}`).toString('base64')}`,
  ].map((text) => text.slice(0, 4_000))

/** Every table with every row, as text. */
function dump(url: string): Promise<string> {
  return runTool('pg_dump', ['--dbname', url])
}

/** By their place: a test that fails must not print one. */
function found(text: string): number[] {
  const spellings = (key: string) => [
    key,
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
    Buffer.from(key).toString('base64').slice(0, -3),
    Buffer.from(`:${key}`).toString('base64').slice(2, -3),
    Buffer.from(key).toString('hex'),
    // What is left of it must not be enough either.
    key.slice(0, 16),
    key.slice(-16),
  ]
  return canaries.flatMap(({ key }, index) =>
    spellings(key).some((spelling) => text.includes(spelling)) ? [index] : [],
  )
}

/** Adds every canary, twice. Answers the ids. */
async function addAll({ store }: TestStore): Promise<string[]> {
  const ids: string[] = []
  for (const [index, { provider, key }] of canaries.entries()) {
    const made = await store.create({ provider, name: `canary ${index}`, key }, origin)
    ids.push(made?.id ?? '')
    expect(await store.create({ provider, name: 'again', key }, origin)).toBeNull()
  }
  return ids
}

/** A provider refuses a key, and prints it, and another one besides. */
async function reportPrinted({ store, database }: TestStore, index: number): Promise<void> {
  const apps = storeOn(database)
  const keyId = (await store.listManaged()).find(({ name }) => name === `canary ${index}`)?.id ?? ''
  const shown = [canaries[index], canaries[(index + 7) % canaries.length]]
  for (const lastError of shown.flatMap((canary) => printed(canary?.key ?? ''))) {
    const refused = { outcome: 'invalid_key', lastError, until: inMs(60_000) } as const
    const entries = [entry(keyId, refused), entry(keyId)]
    await apps.report({ batchId: randomUUID(), entries }, everyProvider)
    // Each text stands in the table for some time, not the last one alone.
    expect(found(await lastErrorsOf(database))).toEqual([])
  }
}

it.skipIf(inject('testDatabaseUrl') === null)(
  'line 33: a dump of the database holds none of twenty keys that were added, read, printed, sent by mistake and deleted',
  async () => {
    const test = await openTestStore()
    onTestFinished(() => test[Symbol.asyncDispose]())
    const ids = await addAll(test)
    expect((await test.store.list({})).keys).toHaveLength(canaries.length)
    for (const [index, { key }] of canaries.entries()) {
      await reportPrinted(test, index)
      // Pasted where an id belongs.
      await test.store.setActive({ keyIds: [key], isActive: false }, origin)
    }
    for (const keyId of ids.slice(0, 5)) await test.store.remove({ keyIds: [keyId] }, origin)
    const keyring = keyringOf(makeKek('newer'), testKek)
    expect(await rewrapKeys({ database: test.database, keyring })).toMatchObject({ moved: 15 })

    const text = await dump(test.url)
    // It does look at what was written.
    expect(text.match(/v1\.newer\.[\w-]{80}\./g)).toHaveLength(15)
    for (const written of ['canary 19', 'key.create', '[redacted]']) expect(text).toContain(written)
    expect(found(text)).toEqual([])
    process.stdout.write(`line 33: ${text.length} characters dumped, 0 of 20 canaries in them\n`)
  },
  120_000,
)

async function lastErrorsOf({ prisma }: TestStore['database']): Promise<string> {
  const rows = await prisma.apiKey.findMany({ select: { lastError: true } })
  return rows.map(({ lastError }) => lastError ?? '').join('\n')
}
