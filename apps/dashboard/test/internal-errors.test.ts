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
