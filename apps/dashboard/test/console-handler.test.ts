import { createConsoleHandler } from '@itqan/keys-router'
import { consolePorts } from '@itqan/keys-router/test-doubles'
import { describe, expect, it } from 'vitest'

const { keys: unused } = consolePorts()

const keys = Object.assign(Object.create(unused) as typeof unused, {
  listManaged: async () => [],
  remove: async ({ keyIds }: { keyIds: string[] }) => ({ changed: keyIds, notFound: [] }),
})

function setUp(role: string | null) {
  const logged: Record<string, unknown>[] = []
  const handler = createConsoleHandler({
    ports: consolePorts({ keys }),
    origins: ['https://keys.example'],
    log: { error: (_message, fields) => void logged.push(fields) },
    getUser: async () => {
      if (role === 'broken') throw new Error('connect ECONNREFUSED 10.0.0.7:5432')
      return role ? { id: 'u', role, sessionId: 's', passwordAt: null } : null
    },
  })
  const remove = (headers: Record<string, string> = {}) =>
    handler(
      new Request('http://127.0.0.1:3001/api/trpc/keys.remove', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"json":{"keyIds":["x"]}}',
      }),
    )
  const list = () => handler(new Request('http://127.0.0.1:3001/api/trpc/keys.list'))
  return { remove, list, logged }
}

describe('the pages’ API', () => {
  it('lets an administrator change keys', async () => {
    expect((await setUp('administrator').remove()).status).toBe(200)
  })

  it('lets others look and not touch', async () => {
    const { remove, list } = setUp('viewer')
    expect([(await list()).status, (await remove()).status]).toEqual([200, 403])
  })

  it('takes requests of its own pages, also behind a proxy that names itself as host', async () => {
    const headers = { origin: 'https://keys.example', 'sec-fetch-site': 'same-origin' }
    expect((await setUp('administrator').remove(headers)).status).toBe(200)
  })

  it.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['the same host without TLS', { origin: 'http://keys.example' }],
    ['no origin that could be named', { origin: 'null' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['a sister domain', { 'sec-fetch-site': 'same-site' }],
  ])('refuses requests from %s', async (_name, headers) => {
    expect((await setUp('administrator').remove(headers)).status).toBe(403)
  })

  it('answers a session that cannot be read with an error id that is in the log', async () => {
    const { list, logged } = setUp('broken')
    const response = await list()
    expect(response.status).toBe(500)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const text = await response.text()
    expect(text).toContain(String(logged[0]?.['errorId']))
    expect(text).not.toContain('10.0.0.7')
  })
})
