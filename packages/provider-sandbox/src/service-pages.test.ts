import { expect, test } from 'vitest'
import { createSandbox } from './create-sandbox'
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
