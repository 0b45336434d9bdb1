import { createInternalHandlers } from '@itqan/keys-router'
import { expect, it, vi } from 'vitest'
import { listen } from '../../test/listen'
import { createMemoryStore } from '../../test/memory-store'
import { getApiKey, getKeysClient, reportKeyUsage } from './api-keys'

const secret = 'k7Qz-4mPw-9sLd-2xTb-8vRn-5cHj-1fGy'

it("hands out the pool's best key and reports its use, and throws in no case", async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue()
  const store = createMemoryStore([
    { name: 'one', key: 'AIzaCanary-one' },
    { name: 'two', key: 'AIzaCanary-two' },
  ])
  const handlers = createInternalHandlers({
    store,
    secrets: [{ app: 'itqan-ma', secret }],
    log: { error: () => {} },
  })
  let away = false
  const gone = () => new Response(null, { status: 502 })
  const url = await listen((request) => (away ? gone() : handlers.trpc(request)))
  vi.stubEnv('DASHBOARD_INTERNAL_URL', url)
  vi.stubEnv('INTERNAL_API_SECRET', `itqan-ma:${secret}`)

  expect(getKeysClient()).toBe(getKeysClient())
  expect(await getApiKey('gemini')).toMatchObject({ id: 'key-1', key: 'AIzaCanary-one' })
  await reportKeyUsage('key-1', true)
  await reportKeyUsage('key-1', false, 'quota exceeded')
  await reportKeyUsage('key-1', false)
  expect(store.reports()).toMatchObject([
    { keyId: 'key-1', outcome: 'ok', count: 1 },
    { keyId: 'key-1', outcome: 'error', lastError: 'quota exceeded' },
    { keyId: 'key-1', outcome: 'error' },
  ])
  expect(logged).not.toHaveBeenCalled()

  away = true
  expect(await getApiKey('openai')).toBeNull()
  await reportKeyUsage('key-1', true)
  expect(logged.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)).toMatchObject([
    { level: 'error', event: 'keys.unreachable', provider: 'openai' },
    { level: 'error', event: 'keys.report_lost', keyId: 'key-1', outcome: 'ok' },
  ])
})
