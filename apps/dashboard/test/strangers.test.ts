import { consoleRouter, createConsoleHandler, keysRouter } from '@itqan/keys-router'
import { consolePorts, figure, someOrigin } from '@itqan/keys-router/test-doubles'
import {
  doorsAt,
  doorsOf,
  knock,
  sendRaw,
  wrongAuthorizations,
} from '@itqan/keys-router/test-strangers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen, type Listening } from './listen'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

const CANARY = 'AIza-canary-00000000000000000000000'
let api: InternalApi
let pages: Listening

beforeAll(async () => {
  api = await serveInternalApi({ secret: `itqan-ma:${SECRET}` })
  await api.store.create({ provider: 'gemini', name: 'one', key: CANARY }, someOrigin)
  pages = await listen(
    createConsoleHandler({
      ports: consolePorts({ keys: api.store }),
      log: { error: () => undefined },
      origins: ['https://keys.example'],
      getUser: async () => null,
    }),
  )
}, 60_000)

afterAll(async () => {
  await pages.close()
  await api[Symbol.asyncDispose]()
})

it('line 23: whatever else stands in Authorization is answered with 401 and the same bytes', async () => {
  const wrong = Object.entries(wrongAuthorizations(SECRET, 'itqan-ma'))
  const faces = ['/api/internal/api-keys', '/api/internal/trpc/list']
  for (const path of faces) {
    const bodies = new Map<string, string[]>()
    for (const [name, values] of wrong) {
      const headers = values.flatMap((value) => ['authorization', value])
      const { status, body } = await sendRaw(api.url, { method: 'GET', path, headers })
      expect([name, status]).toEqual([name, 401])
      bodies.set(body, [...(bodies.get(body) ?? []), name])
    }
    expect([...bodies.keys()]).toHaveLength(1)
  }
  expect(wrong.length).toBeGreaterThanOrEqual(30)
  figure(`line 23: ${wrong.length} values × ${faces.length} faces: 401, one body each`)
})

it('line 25: no procedure is open to a stranger, in any form', async () => {
  const internal = [
    ...doorsOf(keysRouter, '/api/internal/trpc'),
    ...doorsAt('/api/internal/api-keys'),
  ]
  const asked = [
    ...internal.map((door) => ({ door, url: api.url })),
    ...doorsOf(consoleRouter, '/api/trpc').map((door) => ({ door, url: pages.url })),
  ]
  const open: string[] = []
  for (const { door, url } of asked) {
    const { status, body } = await knock(url, door)
    if (status !== 401 || body.includes(CANARY)) open.push(`${door.name}: ${status}`)
  }
  expect(open).toEqual([])
  expect(api.feed.subscribers()).toBe(0)
  expect(api.audited).toEqual([])
  figure(`line 25: ${asked.length} requests: 401 each`)
})
