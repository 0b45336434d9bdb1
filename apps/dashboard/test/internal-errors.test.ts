import { fullScope } from '@itqan/keys-contract'
import { createInternalHandlers, type Log } from '@itqan/keys-router'
import { createMemoryAudit, unlimited } from '@itqan/keys-router/test-doubles'
import { createChangeFeed, openDatabase } from '@itqan/keys-store'
import { storeOn } from '@itqan/keys-store/test-store'
import { expect, it } from 'vitest'
import { SECRET, serveInternalApi } from './serve-internal-api'

it('answers a failure of ours with an error id that is in the log, and with nothing else', async () => {
  await using api = await serveInternalApi()
  await api.breakDatabase()
  const headers = { authorization: `Bearer ${SECRET}` }

  const typed = await fetch(`${api.url}/api/internal/trpc/list?input=%7B%22json%22%3A%7B%7D%7D`, {
    headers,
  })
  const rest = await fetch(`${api.url}/api/internal/api-keys`, { headers })

  expect([typed.status, rest.status]).toEqual([500, 500])
  const typedBody = await typed.text()
  const restBody = await rest.text()
  for (const body of [typedBody, restBody]) {
    expect(body).toContain('Internal error')
    expect(body).not.toMatch(/api_keys|relation|prisma|SELECT|127\.0\.0\.1|node_modules|stack/i)
  }
  const ids = api.logged.map((line) => line.fields['errorId'])
  expect(ids).toHaveLength(2)
  expect(typedBody).toContain(ids[0])
  expect(restBody).toContain(ids[1])
}, 60_000)

it('says that its database is away, and the log says which and under what id', async () => {
  await using database = openDatabase({ url: 'postgresql://postgres@127.0.0.1:1/none' })
  const logged: Parameters<Log['error']>[] = []
  const log: Log = { error: (...line) => void logged.push(line) }
  const store = storeOn(database, { log })
  const { trpc, rest } = createInternalHandlers({
    store,
    feed: createChangeFeed({ changes: (since) => store.changes(since) }),
    secrets: [{ app: null, secret: SECRET, scope: fullScope }],
    audit: createMemoryAudit(),
    limiter: unlimited,
    log,
  })
  const headers = { authorization: `Bearer ${SECRET}` }

  const answers = [
    await trpc(new Request('http://keys.test/api/internal/trpc/providers', { headers })),
    await rest(new Request('http://keys.test/api/internal/api-keys', { headers })),
  ]

  expect(answers.map(({ status }) => status)).toEqual([503, 503])
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(bodies[0]).toContain('"reason":"store_unavailable"')
  for (const [index, body] of bodies.entries()) {
    expect(body).toContain('The database cannot be reached')
    expect(body).not.toMatch(/127\.0\.0\.1|prisma|stack/i)
    const { errorId, cause } = logged[index]?.[1] ?? {}
    expect(body).toContain(errorId)
    expect(String(cause)).toContain('127.0.0.1:1')
  }
})
