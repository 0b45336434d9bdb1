import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

/** What `guide.md` gives itqan-ma, transcribed to the letter in `fixtures/guide/api-keys.ts`. */
interface GuideClient {
  getApiKey(provider: string): Promise<{ id: string; key: string; provider: string } | null>
  reportKeyUsage(keyId: string, success: boolean, error?: string): Promise<void>
}

let api: InternalApi
let guide: GuideClient

beforeAll(async () => {
  api = await serveInternalApi()
  vi.stubEnv('DASHBOARD_INTERNAL_URL', api.url)
  vi.stubEnv('INTERNAL_API_SECRET', SECRET)
  // Through a variable: the guide's code is not held to this repository's compiler settings.
  const file = './fixtures/guide/api-keys.ts'
  guide = (await import(file)) as GuideClient
}, 60_000)

afterAll(async () => {
  vi.unstubAllEnvs()
  await api[Symbol.asyncDispose]()
})

it("the guide's own client gets a key and reports how it went", async () => {
  await api.store.create(
    { provider: 'gemini', name: 'one', key: 'AIza-guide-00000000' },
    someOrigin,
  )

  const key = await guide.getApiKey('gemini')
  expect(key).toMatchObject({ provider: 'gemini', key: 'AIza-guide-00000000' })
  await guide.reportKeyUsage(key?.id ?? '', true)
  await guide.reportKeyUsage(key?.id ?? '', false, 'RESOURCE_EXHAUSTED')

  expect(await api.store.listManaged()).toMatchObject([
    { usageCount: 2, errorCount: 1, lastError: 'RESOURCE_EXHAUSTED' },
  ])
})
