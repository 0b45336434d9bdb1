import { expect, test } from 'vitest'
import { createSandbox, type Sandbox } from './create-sandbox'
import { sandboxKeys } from './sandbox-keys'
import { ask, keyThatIs } from './test-client'

test('the health address says that the sandbox is up', async () => {
  await using sandbox = await createSandbox()
  const response = await fetch(`${sandbox.url}/__sandbox/health`)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ ok: true })
})

test('the recorded calls can be read over HTTP with their keys masked, and forgotten', async () => {
  await using sandbox = await createSandbox({ chunkDelayMs: 0 })
  const key = keyThatIs('healthy')
  await ask(sandbox, { key })
  await ask(sandbox, { key: 'short' })
  await ask(sandbox, { key: null })
  const url = `${sandbox.url}/__sandbox/requests`
  const text = await (await fetch(url)).text()
  expect(text).not.toContain(key)
  expect(JSON.parse(text)).toMatchObject([
    { key: 'AIza…0001', keyName: 'Bac à sable – saine 1', status: 200 },
    { key: '••••••••', status: 400 },
    { key: null, status: 403 },
  ])
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(204)
  expect(await (await fetch(url)).json()).toEqual([])
  expect(sandbox.requests()).toEqual([])
})

test('the front page names every sample key with what it does at the moment, and no key', async () => {
  await using sandbox = await createSandbox()
  sandbox.setBehaviour(keyThatIs('healthy'), 'cut')
  const response = await fetch(sandbox.url)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const page = await response.text()
  for (const { name, key } of sandboxKeys) {
    expect(page).toContain(name)
    expect(page).not.toContain(key)
  }
  expect(page).toMatch(/cut +Bac à sable – saine 1$/m)
})

test('the front page lists the address of every call', async () => {
  await using sandbox = await createSandbox()
  const page = await (await fetch(sandbox.url)).text()
  expect(page.match(/^(?:POST|GET|DELETE) +\S+/gm)?.map((line) => line.replace(/ +/, ' '))).toEqual(
    [
      'POST /gemini/v1beta/models/{model}:generateContent',
      'POST /gemini/v1beta/models/{model}:streamGenerateContent?alt=sse',
      'GET /gemini/v1beta/models',
      'POST /openai/v1/chat/completions',
      'POST /openai/v1/responses',
      'GET /openai/v1/models',
      'POST /anthropic/v1/messages',
      'GET /anthropic/v1/models',
      'POST /mistral/v1/chat/completions',
      'GET /mistral/v1/models',
      'GET /__sandbox/requests',
      'DELETE /__sandbox/requests',
      'POST /__sandbox/behaviour',
      'GET /__sandbox/health',
    ],
  )
})

const order = (sandbox: Sandbox, body: unknown) =>
  fetch(`${sandbox.url}/__sandbox/behaviour`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('another process changes what a key does', async () => {
  await using sandbox = await createSandbox({ chunkDelayMs: 0 })
  const key = keyThatIs('healthy')
  expect((await order(sandbox, { key, behaviour: 'billing' })).status).toBe(204)
  expect((await ask(sandbox, { key })).status).toBe(402)
  expect((await order(sandbox, { key, behaviour: 'healthy' })).status).toBe(204)
  expect((await ask(sandbox, { key })).status).toBe(200)
  expect(sandbox.requests()).toHaveLength(2)
})

test.each([
  ['no JSON', '{', /JSON object.*`key`.*`behaviour`/],
  ['no object', [], /JSON object/],
  ['a body over 1 MB', `"${'x'.repeat(1024 * 1024)}"`, /JSON object/],
  ['no behaviour', { key: keyThatIs('healthy') }, /`behaviour` must be one of healthy, /],
  ['an unknown behaviour', { key: keyThatIs('healthy'), behaviour: 'ill' }, /one of .*, no-quota/],
  ['no key', { behaviour: 'healthy' }, /`key` must be a key that the sandbox holds/],
  ['an unknown key', { key: 'AIza-someone-real', behaviour: 'cut' }, /^(?!.*AIza)`key` must be/],
])('a change with %s is refused, and says what to send', async (_, body, message) => {
  await using sandbox = await createSandbox({ chunkDelayMs: 0 })
  const response = await order(sandbox, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: expect.stringMatching(message) as unknown })
  expect((await ask(sandbox)).status).toBe(200)
})
