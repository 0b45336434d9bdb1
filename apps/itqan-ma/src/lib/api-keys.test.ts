import { pooledKey, SECRET, startDashboard } from '@itqan/keys-client/test-dashboard'
import { expect, it, onTestFinished, vi } from 'vitest'
import { closeKeys, getApiKey, getKeysClient, openKeys, reportKeyUsage } from './api-keys'

it("hands out the pool's best key and reports its use, and throws in no case", async () => {
  const logged = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const dashboard = await startDashboard([
    pooledKey('key-1', { key: 'AIzaCanary-one' }),
    pooledKey('key-2', { key: 'AIzaCanary-two', usageCount: 5 }),
  ])
  vi.stubEnv('DASHBOARD_INTERNAL_URL', dashboard.url)
  vi.stubEnv('INTERNAL_API_SECRET', SECRET)
  onTestFinished(() => closeKeys(5_000))
  await openKeys()

  expect(getKeysClient()).toBe(getKeysClient())
  expect(await getApiKey('gemini')).toMatchObject({ id: 'key-1', key: 'AIzaCanary-one' })
  await reportKeyUsage('key-1', true)
  await reportKeyUsage('key-1', false, 'quota exceeded')
  expect(await getApiKey('openai')).toBeNull()
  await getKeysClient().flush()
  expect(dashboard.reports.flatMap(({ entries }) => entries)).toMatchObject([
    { keyId: 'key-1', outcome: 'ok', count: 1 },
    { keyId: 'key-1', outcome: 'error', lastError: 'quota exceeded' },
  ])
  expect(logged).not.toHaveBeenCalled()

  await closeKeys(5_000)
  expect(await getApiKey('gemini')).toBeNull()
  expect(logged.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)).toMatchObject([
    { level: 'error', event: 'keys.unreachable', provider: 'gemini' },
  ])
})
