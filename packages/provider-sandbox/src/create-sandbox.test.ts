import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createSandbox } from './create-sandbox'
import { JOURNAL_SIZE } from './journal'
import { ask, keyThatIs } from './test-client'

const atOnce = { chunkDelayMs: 0 }

test('every call is recorded with what was asked and what was answered', async () => {
  await using sandbox = await createSandbox({ ...atOnce, now: () => 1234 })
  await (await ask(sandbox, { text: 'Une boulangerie' })).text()
  await ask(sandbox, { key: keyThatIs('overloaded'), verb: 'generateContent' })
  const path = '/v1beta/models/gemini-test'
  const [first, second, ...others] = sandbox.requests()
  expect(first).toEqual({
    at: 1234,
    provider: 'gemini',
    method: 'POST',
    path: `${path}:streamGenerateContent`,
    model: 'gemini-test',
    keyName: 'Bac à sable – saine 1',
    key: keyThatIs('healthy'),
    behaviour: 'healthy',
    status: 200,
    stream: true,
    userText: 'Une boulangerie',
  })
  expect(second).toMatchObject({
    path: `${path}:generateContent`,
    behaviour: 'overloaded',
    status: 503,
    stream: false,
  })
  expect(others).toEqual([])
})

test('a call that is refused before its key is looked up is recorded too', async () => {
  await using sandbox = await createSandbox()
  await ask(sandbox, { key: null })
  await ask(sandbox, { key: 'stranger', body: '{' })
  await ask(sandbox, { verb: `generateContent?key=${keyThatIs('healthy')}`, key: null })
  await fetch(`${sandbox.url}/nowhere`)
  expect(sandbox.requests()).toMatchObject([
    { key: null, keyName: null, behaviour: null, status: 403 },
    { key: 'stranger', keyName: null, behaviour: 'invalid', status: 400, userText: null },
    { key: null, status: 400, path: '/v1beta/models/gemini-test:generateContent' },
    { path: '/nowhere', model: null, stream: false, status: 404 },
  ])
})

test('only the last 1,000 calls are remembered, and none after a reset', async () => {
  let calls = 0
  await using sandbox = await createSandbox({ now: () => ++calls })
  for (let index = 0; index < JOURNAL_SIZE + 2; index++) {
    await (await fetch(`${sandbox.url}/nowhere`)).arrayBuffer()
  }
  expect(sandbox.requests()).toHaveLength(1000)
  expect(sandbox.requests()[0]?.at).toBe(3)
  sandbox.reset()
  expect(sandbox.requests()).toEqual([])
})

test('a key changes its behaviour while the sandbox runs', async () => {
  await using sandbox = await createSandbox(atOnce)
  const key = keyThatIs('healthy')
  sandbox.setBehaviour(key, 'invalid')
  expect((await ask(sandbox, { key })).status).toBe(400)
  sandbox.setBehaviour(key, 'healthy')
  expect((await ask(sandbox, { key })).status).toBe(200)
})

test('a key that changed in one sandbox is what it was in the next', async () => {
  const key = keyThatIs('healthy')
  await using changed = await createSandbox()
  changed.setBehaviour(key, 'invalid')
  await using other = await createSandbox(atOnce)
  expect((await ask(other, { key })).status).toBe(200)
})

test('a key that the sandbox lacks cannot change, and is not printed', async () => {
  await using sandbox = await createSandbox()
  const change = () => sandbox.setBehaviour('AIza-someone-real', 'healthy')
  expect(change).toThrow('no such key')
  expect(change).not.toThrow('AIza')
})

test('other keys replace the samples', async () => {
  const key = { name: 'Mine', key: 'mine', behaviour: 'overloaded', provider: 'gemini' } as const
  await using sandbox = await createSandbox({ keys: [key] })
  expect((await ask(sandbox, { key: 'mine' })).status).toBe(503)
  expect((await ask(sandbox, { key: keyThatIs('healthy') })).status).toBe(400)
})

test('closing ends what is being answered, destroys idle connections, and may be done twice', async () => {
  const sandbox = await createSandbox()
  const idle = connect(sandbox.port, '127.0.0.1')
  await once(idle, 'connect')
  const slow = Promise.allSettled([ask(sandbox, { key: keyThatIs('slow') })])
  const stream = await ask(sandbox)
  await Promise.all([sandbox.close(), sandbox.close(), once(idle, 'close')])
  expect(await slow).toMatchObject([{ status: 'rejected' }])
  await expect(stream.text()).rejects.toThrow('terminated')
  await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed')
})

test('a port that is taken is an error with its code', async () => {
  await using sandbox = await createSandbox()
  await expect(createSandbox({ port: sandbox.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a caller that leaves in the middle of its body does no harm', async () => {
  await using sandbox = await createSandbox(atOnce)
  const socket = connect(sandbox.port, '127.0.0.1')
  await once(socket, 'connect')
  const head =
    'POST /v1beta/models/m:generateContent HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{'
  await new Promise((resolve) => socket.write(head, resolve))
  socket.resetAndDestroy()
  expect((await ask(sandbox)).status).toBe(200)
})

test('whoever asks is told of every call when it comes, also of those that the journal forgets', async () => {
  const names: (string | null)[] = []
  await using sandbox = await createSandbox({
    ...atOnce,
    onCall: ({ keyName, status }) => {
      expect(status).toBeNull()
      names.push(keyName)
    },
  })
  await ask(sandbox)
  sandbox.reset()
  await ask(sandbox, { key: 'stranger' })
  expect(names).toEqual(['Bac à sable – saine 1', null])
})
