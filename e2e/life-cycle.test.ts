import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { createKeysClient } from '../packages/keys-client/src'
import { openEmbeddedDatabase } from '../packages/keys-store/src/embedded'
import { applyMigrations } from '../packages/keys-store/src/migrate'
import { openTestDatabase } from '../packages/keys-store/test/open-test-database'
import { addKey, secret, startDashboard, usesOf } from './dashboard-alone'

const limit = { timeout: 240_000 }

/** A database with one key in it, and the built dashboard on it. */
async function startOnDatabase() {
  const database = await openTestDatabase()
  onTestFinished(() => database[Symbol.asyncDispose]())
  const keyId = await addKey(database.url)
  const dashboard = await startDashboard({ databaseUrl: database.url })
  onTestFinished(dashboard.stop)
  return { database, keyId, dashboard }
}

/** A PostgreSQL that can be gone, and back with all that it had. */
async function openFallibleDatabase() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'itqan-life-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  let database = await openEmbeddedDatabase({ dataDir, port: 0 })
  const { url, port } = database
  onTestFinished(() => database.close())
  await applyMigrations(url)
  return {
    url,
    gone: () => database.close(),
    back: async () => void (database = await openEmbeddedDatabase({ dataDir, port })),
  }
}

/** Opens the stream of changes, and answers its end. */
async function openStream(url: string, agent: Agent): Promise<{ ended: Promise<unknown> }> {
  const input = encodeURIComponent('{"json":{}}')
  const call = request(`${url}/api/internal/trpc/watch?input=${input}`, {
    agent,
    headers: { authorization: `Bearer ${secret.slice('itqan-ma:'.length)}` },
  }).end()
  const [response] = (await once(call, 'response')) as [NodeJS.ReadableStream]
  response.resume()
  return { ended: once(response, 'end') }
}

const authorization = `Bearer ${secret}`

describe('whether the dashboard lives and is ready', () => {
  it('is told to whoever asks, and how it is while its database is gone', limit, async () => {
    const database = await openFallibleDatabase()
    const dashboard = await startDashboard({ databaseUrl: database.url })
    onTestFinished(dashboard.stop)
    const live = await fetch(`${dashboard.url}/api/health/live`)
    expect([live.status, await live.text()]).toEqual([200, '{"status":"live"}'])
    const well = { database: 'ok', migrations: 'ok', keyring: 'ok', audit: 'ok' }
    expect(await dashboard.readiness()).toEqual({
      status: 200,
      body: JSON.stringify({ status: 'ready', checks: well }),
    })

    await database.gone()
    await expect.poll(async () => (await dashboard.readiness())?.status, limit).toBe(503)
    const { body = '' } = (await dashboard.readiness()) ?? {}
    expect(body).toMatch(/^\{"status":"not ready","checks":\{"database":"(failed|slow)",/)
    // Names and states: no address, no statement.
    expect(body).toMatch(/^[a-z" {}:,]+$/)
    expect((await fetch(`${dashboard.url}/api/health/live`)).status).toBe(200)

    await database.back()
    await expect.poll(async () => (await dashboard.readiness())?.status, limit).toBe(200)
  })
})

it('itqan-ma lives, and is ready once it has keys', async () => {
  const { itqanMa } = inject('stack')
  const answerOf = async (name: string) => {
    const response = await fetch(`${itqanMa}/api/health/${name}`)
    return [response.status, await response.json()] as const
  }
  expect(await answerOf('live')).toEqual([200, { status: 'live' }])
  expect(await answerOf('ready')).toEqual([200, { status: 'ready', checks: { keys: 'ok' } }])
})

describe('the dashboard that is told to stop', () => {
  it('ends a thousand streams, and its clients read on and come back', limit, async () => {
    const { database, keyId, dashboard } = await startOnDatabase()
    const clients = Array.from({ length: 5 }, () =>
      createKeysClient({ url: dashboard.url, secret }),
    )
    onTestFinished(async () => void (await Promise.all(clients.map((one) => one.close()))))
    await Promise.all(clients.map((one) => one.waitUntilReady({ providers: ['gemini'] })))
    const agent = new Agent({ maxSockets: Infinity })
    const streams: { ended: Promise<unknown> }[] = []
    while (streams.length < 1_000) {
      const some = Array.from({ length: 50 }, () => openStream(dashboard.url, agent))
      streams.push(...(await Promise.all(some)))
    }
    let reads = 0
    let isOver = false
    // Before the clients close: else their end would look like a failed read.
    onTestFinished(() => void (isOver = true))
    const reading = clients.map(async (client) => {
      while (!isOver) {
        // Throws where there is none.
        const lease = await client.acquire('gemini')
        lease.ok()
        reads += 1
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })

    // Its own bound is 4.5 s: 1 would say that calls were cut by then.
    expect(await dashboard.end()).toBe(0)
    await Promise.all(streams.map(({ ended }) => ended))

    const { port } = new URL(dashboard.url)
    const next = await startDashboard({ databaseUrl: database.url, port: Number(port) })
    onTestFinished(next.stop)
    await expect
      .poll(() => clients.map((one) => one.status().stream), limit)
      .toEqual(clients.map(() => 'open'))
    isOver = true
    await Promise.all(reading)
    await Promise.all(clients.map((one) => one.reported()))
    expect(await usesOf(database.url, keyId)).toBe(reads)
  })

  it('opens no stream any more, and keeps no connection', limit, async () => {
    const { dashboard } = await startOnDatabase()
    const { code } = await dashboard.beginEnd()
    const response = await fetch(
      `${dashboard.url}/api/internal/trpc/watch?input=%7B%22json%22%3A%7B%7D%7D`,
      {
        headers: { authorization },
      },
    ).catch(() => null)
    // It may be gone by then.
    const told = response && [
      response.status,
      response.headers.get('retry-after'),
      response.headers.get('connection'),
    ]
    expect([null, [503, '1', 'close']]).toContainEqual(told)
    expect(await code).toBe(0)
  })

  it('stores the report that was on its way', limit, async () => {
    const { database, keyId, dashboard } = await startOnDatabase()
    const body = JSON.stringify({ keyId, success: true })
    const call = request(`${dashboard.url}/api/internal/api-keys`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'content-length': body.length },
    })
    const answered = once(call, 'response')
    call.write(body.slice(0, 10))
    const { code } = await dashboard.beginEnd()
    call.end(body.slice(10))
    const [{ statusCode }] = (await answered) as [{ statusCode: number }]
    expect(statusCode).toBe(200)
    expect(await code).toBe(0)
    expect(await usesOf(database.url, keyId)).toBe(1)
  })

  it('ends as well while its database is gone for good', limit, async () => {
    const database = await openFallibleDatabase()
    await addKey(database.url)
    const dashboard = await startDashboard({ databaseUrl: database.url })
    onTestFinished(dashboard.stop)
    const client = createKeysClient({ url: dashboard.url, secret })
    onTestFinished(async () => void (await client.close({ timeoutMs: 0 })))
    await client.waitUntilReady({ providers: ['gemini'] })
    await database.gone()
    await expect.poll(async () => (await dashboard.readiness())?.status, limit).toBe(503)
    expect(await dashboard.end()).toBe(0)
    await database.back()
  })
})
