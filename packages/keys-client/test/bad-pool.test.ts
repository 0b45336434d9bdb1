import { type Behaviour, createSandbox } from '@itqan/provider-sandbox'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeysClient } from '../src'
import { figure } from './figure'
import { pooledKey } from './pooled-key'
import { SECRET, startDashboard } from './scripted-dashboard'

const model = 'gemini-2.5-flash'

describe('a pool with nine bad keys of ten', () => {
  const bad: Behaviour[] = [
    'rate-limited-minute',
    'rate-limited-day',
    'invalid',
    'suspended',
    'overloaded',
    'billing',
    'no-model',
    'forbidden',
    'cut',
  ]

  it('fails no call of 1,000, and wastes at most 27 attempts', async () => {
    const keys = ['healthy' as const, ...bad].map((behaviour, index) => ({
      name: behaviour,
      key: `AIza-${index}-${behaviour}`.padEnd(39, '0'),
      behaviour,
      provider: 'gemini' as const,
    }))
    const sandbox = await createSandbox({ keys, chunkDelayMs: 0 })
    onTestFinished(() => sandbox.close())
    const dashboard = await startDashboard(keys.map(({ name, key }) => pooledKey(name, { key })))
    const client = createKeysClient({ url: dashboard.url, secret: SECRET })
    onTestFinished(async () => void (await client.close()))
    const url = `${sandbox.url}/v1beta/models/${model}:streamGenerateContent?alt=sse`
    const body = JSON.stringify({ contents: [{ parts: [{ text: 'Un site' }] }] })
    let failures = 0
    let attempts = 0
    for (let call = 0; call < 1_000; call += 1) {
      const text = client.withKey('gemini', { model }, async (key, { signal }) => {
        attempts += 1
        const headers = { 'x-goog-api-key': key, 'content-type': 'application/json' }
        const response = await fetch(url, { method: 'POST', headers, body, signal })
        return response.ok ? await response.text() : response
      })
      await text.then(
        (value) => (failures += typeof value === 'string' ? 0 : 1),
        () => (failures += 1),
      )
    }
    expect(failures).toBe(0)
    figure(`9 of 10 keys bad: ${attempts - 1_000} wasted attempts in 1,000 calls`)
    expect(attempts - 1_000).toBeLessThanOrEqual(27)
    await client.flush()
    const reasons = Object.fromEntries(
      bad.map((name) => [name, Object.keys(dashboard.outcomes(name))]),
    )
    expect(reasons).toEqual({
      'rate-limited-minute': ['rate_limit'],
      'rate-limited-day': ['rate_limit'],
      invalid: ['invalid_key'],
      suspended: ['invalid_key'],
      overloaded: ['overloaded'],
      billing: ['billing'],
      'no-model': ['model_unavailable'],
      forbidden: ['model_unavailable'],
      cut: ['network'],
    })
  }, 60_000)
})
