import { expect, test } from 'vitest'
import { createSandbox, type Sandbox } from './create-sandbox'
import { type Provider, providers } from './provider'
import { keyThatIs } from './test-client'

const paths: Record<Provider, string> = {
  gemini: '/gemini/v1beta/models?pageSize=1',
  openai: '/openai/v1/models',
  anthropic: '/anthropic/v1/models?limit=1',
  mistral: '/mistral/v1/models',
}

function list(sandbox: Sandbox, provider: Provider, key: string | null): Promise<Response> {
  const headers: Record<string, string> = {}
  if (key && provider === 'gemini') headers['x-goog-api-key'] = key
  else if (key && provider === 'anthropic') headers['x-api-key'] = key
  else if (key) headers['authorization'] = `Bearer ${key}`
  return fetch(`${sandbox.url}${paths[provider]}`, { headers })
}

test.each(providers)('%s tells a good key which models there are', async (provider) => {
  await using sandbox = await createSandbox()
  const response = await list(sandbox, provider, keyThatIs('healthy', provider))
  expect(response.status).toBe(200)
  expect(JSON.stringify(await response.json())).toContain('sandbox-large')
  expect(sandbox.requests()).toMatchObject([{ provider, method: 'GET', status: 200, model: null }])
})

test.each(providers)('%s refuses a stranger’s key and a limited one', async (provider) => {
  await using sandbox = await createSandbox()
  const key = keyThatIs('healthy', provider)
  const strange = await list(sandbox, provider, 'a-key-that-nobody-issued')
  sandbox.setBehaviour(key, 'rate-limited-minute')
  const limited = await list(sandbox, provider, key)
  expect([strange.ok, limited.status]).toEqual([false, 429])
  expect((await list(sandbox, provider, null)).ok).toBe(false)
})

test('a key without one model may still ask which there are', async () => {
  await using sandbox = await createSandbox()
  expect((await list(sandbox, 'gemini', keyThatIs('no-model'))).status).toBe(200)
})
