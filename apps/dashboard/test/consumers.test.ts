import {
  type ConsumerLog,
  configuredSecrets,
  createConsoleHandler,
  createPresence,
  fingerprintOf,
  type Presence,
  type Sighting,
} from '@itqan/keys-router'
import { consolePorts } from '@itqan/keys-router/test-doubles'
import { createConsumerLog, createConsumerReader, type OwnedConsumerLog } from '@itqan/keys-store'
import type { ConsumerApp } from '@itqan/keys-contract'
import superjson, { type SuperJSONResult } from 'superjson'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openWatch } from './open-watch'
import { serveHandlers } from './serve-handlers'
import { type InternalApi, secretsOf, serveInternalApi } from './serve-internal-api'

const token = (letter: string) => `${letter}1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7`
const [NEW, OLD, METER, PLAIN] = ['n', 'o', 'm', 'p'].map(token) as [string, string, string, string]
const variable = `itqan-ma:${NEW},itqan-ma:${OLD},meter/only-report/provider-gemini:${METER},${PLAIN}`

let api: InternalApi
let url: string
let presence: Presence
let consumers: OwnedConsumerLog
let sightings: Sighting[]
let close: () => Promise<void>

beforeAll(async () => {
  api = await serveInternalApi()
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

beforeEach(async () => {
  await api.database.prisma.consumer.deleteMany()
  const log = { error: () => undefined }
  sightings = []
  presence = createPresence()
  consumers = createConsumerLog({ database: api.database, log, flushMs: 10 })
  const both: ConsumerLog = {
    saw(sighting) {
      sightings.push(sighting)
      consumers.saw(sighting)
    },
  }
  const { store, feed, auditLog: audit } = api
  const limiter = { take: async () => ({ isAllowed: true }) as const }
  const ports = { store, feed, audit, limiter, log, presence, consumers: both }
  const http = await serveHandlers({ ...ports, secrets: secretsOf(variable) })
  url = http.url
  close = http.close
  onTestFinished(close)
  onTestFinished(() => consumers.close())
})

/** What the page asks, with a session of this role. */
async function readApps(role = 'viewer') {
  const handler = createConsoleHandler({
    ports: consolePorts({
      apps: {
        secrets: configuredSecrets(secretsOf(variable)),
        consumers: createConsumerReader(api.database),
        presence,
      },
    }),
    origins: [],
    log: { error: () => undefined },
    getUser: async () => ({ id: 'u', role, sessionId: 's', passwordAt: null }),
  })
  const response = await handler(new Request('http://keys.test/api/trpc/apps.list'))
  const text = await response.text()
  const { result } = JSON.parse(text) as { result?: { data: SuperJSONResult } }
  const read = result && superjson.deserialize<{ since: Date; apps: ConsumerApp[] }>(result.data)
  return { status: response.status, text, apps: read?.apps ?? [] }
}

const find = async (name: string) => (await readApps()).apps.find(({ app }) => app === name)

function ask(path: string, secret: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${secret}`, ...(init.headers as object) }
  return fetch(`${url}/api/internal/${path}`, { ...init, headers })
}

const post = (body: string) => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json' },
})

const report = () => {
  const entry = { keyId: 'check', outcome: 'ok', count: 1, lastUsedAt: new Date() }
  return post(superjson.stringify({ batchId: crypto.randomUUID(), entries: [entry] }))
}

describe('the page of the apps', () => {
  it('lists who has a secret, in words of its own and without a secret', async () => {
    const { status, text, apps } = await readApps()
    expect(status).toBe(200)
    expect(apps.map(({ app, secrets }) => [app, secrets.map(({ scope }) => scope)])).toEqual([
      ['itqan-ma', Array(2).fill({ canRead: true, provider: null })],
      ['meter', [{ canRead: false, provider: 'gemini' }]],
      ['', [{ canRead: true, provider: null }]],
    ])
    for (const secret of [NEW, OLD, METER, PLAIN]) expect(text).not.toContain(secret)
    expect(apps[0]).toMatchObject({ firstSeenAt: null, lastSeenAt: null, behind: null })
  })

  it('names an app that was heard of and has no secret', async () => {
    await api.database.prisma.consumer.create({ data: { app: 'gone', lastListAt: new Date() } })
    expect(await find('gone')).toMatchObject({ secrets: [], lastListAt: expect.any(Date) as Date })
  })

  it.each(['viewer', 'operator', 'administrator'])('is open to every %s', async (role) => {
    expect((await readApps(role)).status).toBe(200)
  })

  it('is closed to a role that nobody knows', async () => {
    expect((await readApps('owner')).status).toBe(403)
  })
})

describe('a call leaves its trace', () => {
  it('that reads the keys', async () => {
    await (await ask('trpc/list?input=%7B%22json%22%3A%7B%7D%7D', NEW)).text()
    await vi.waitFor(async () => {
      expect(await find('itqan-ma')).toMatchObject({
        lastListAt: expect.any(Date) as Date,
        lastReportAt: null,
        behind: 0,
      })
    })
  })

  it('that reports, also with a secret for nothing else', async () => {
    await (await ask('trpc/report', METER, report())).text()
    const seen = { lastListAt: null, lastReportAt: expect.any(Date) as Date }
    await vi.waitFor(async () => expect(await find('meter')).toMatchObject(seen))
  })

  it('by the REST twin', async () => {
    await (await ask('api-keys', PLAIN)).text()
    await vi.waitFor(async () => expect((await find(''))?.lastListAt).toBeInstanceOf(Date))
    await (await ask('api-keys', METER, post('{"keyId":"check","success":true}'))).text()
    await vi.waitFor(async () => expect((await find('meter'))?.lastReportAt).toBeInstanceOf(Date))
  })

  it('that is refused: its secret was used', async () => {
    expect((await ask('api-keys', METER)).status).toBe(403)
    await vi.waitFor(async () => {
      expect(await find('meter')).toMatchObject({
        firstSeenAt: expect.any(Date) as Date,
        lastListAt: null,
        secrets: [{ lastUsedAt: expect.any(Date) as Date }],
      })
    })
  })

  it('that opens a stream, for as long as it is open', async () => {
    const watch = await openWatch(url, { secret: `itqan-ma:${OLD}` })
    await watch.next()
    const streams = async () => (await find('itqan-ma'))?.secrets.map((one) => one.streams)
    expect(await streams()).toEqual([0, 1])
    await vi.waitFor(async () => expect((await find('itqan-ma'))?.behind).toBe(0))
    watch.leave()
    await vi.waitFor(async () => expect(await streams()).toEqual([0, 0]))
  })

  it('of a stranger, none', async () => {
    const wrong = [`itqan-ma:${METER}`, 'undefined', `${NEW}x`]
    for (const secret of wrong) expect((await ask('api-keys', secret)).status).toBe(401)
    expect(sightings).toEqual([])
    expect((await find('itqan-ma'))?.lastSeenAt).toBeNull()
  })
})

describe('of several secrets of one app', () => {
  it('is known which was used, and when', async () => {
    const before = new Date()
    await (await ask('api-keys', `itqan-ma:${OLD}`)).text()
    const app = await find('itqan-ma')
    expect(app?.secrets.map(({ fingerprint }) => fingerprint)).toEqual(
      [NEW, OLD].map(fingerprintOf),
    )
    expect(app?.secrets[0]?.lastUsedAt).toBeNull()
    expect(app?.secrets[1]?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(before.getTime())
  })
})

describe('how far an app is behind', () => {
  it('is counted from the last answer that it got', async () => {
    await (await ask('api-keys', NEW)).text()
    await vi.waitFor(async () => expect((await find('itqan-ma'))?.behind).toBe(0))
    await api.database.prisma.keysEpoch.update({
      where: { id: 1 },
      data: { epoch: { increment: 3 } },
    })
    expect((await find('itqan-ma'))?.behind).toBe(3)
    await (await ask('api-keys', OLD)).text()
    await vi.waitFor(async () => expect((await find('itqan-ma'))?.behind).toBe(0))
  })
})

describe('the versions', () => {
  const versions = { 'x-keys-client': 'itqan-keys-client/1.2.3', 'x-app-version': '4.5.6' }

  it('are what the app says of itself', async () => {
    await (await ask('api-keys', NEW, { headers: versions })).text()
    const told = { clientVersion: 'itqan-keys-client/1.2.3', appVersion: '4.5.6' }
    await vi.waitFor(async () => expect(await find('itqan-ma')).toMatchObject(told))
  })

  it.each([
    ['too long', 'x'.repeat(5_000)],
    ['outside ASCII', 'caf\u00e9'],
    ['with a tab', '1.0\t<script>'],
    ['empty', ' '],
  ])('are passed over where they are hostile: %s', async (_name, version) => {
    await (await ask('api-keys', NEW, { headers: versions })).text()
    const headers = { 'x-keys-client': version, 'x-app-version': version }
    expect((await ask('api-keys', NEW, { headers })).status).toBe(200)
    expect(sightings.at(-1)).toMatchObject({ clientVersion: null, appVersion: null })
    const known = { clientVersion: 'itqan-keys-client/1.2.3', appVersion: '4.5.6' }
    await vi.waitFor(async () => expect(await find('itqan-ma')).toMatchObject(known))
  })
})

it('keeps no call waiting: with a log that fails the keys are served', async () => {
  await api.database.prisma.$executeRaw`ALTER TABLE "consumers" RENAME TO "consumers_gone"`
  onTestFinished(async () => {
    await api.database.prisma.$executeRaw`ALTER TABLE "consumers_gone" RENAME TO "consumers"`
  })
  expect((await ask('api-keys', NEW)).status).toBe(200)
  await vi.waitUntil(() => sightings.length > 1)
  expect((await ask('api-keys', NEW)).status).toBe(200)
})
