import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

let api: InternalApi
let id: string

beforeAll(async () => {
  api = await serveInternalApi()
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

beforeEach(async () => {
  for (const key of await api.store.listManaged())
    await api.store.remove({ keyIds: [key.id] }, someOrigin)
  const made = await api.store.create(
    {
      provider: 'gemini',
      name: 'one',
      key: 'AIza-one-0000000000',
    },
    someOrigin,
  )
  id = made?.id ?? ''
})

function call(method: string, query: string, body?: unknown): Promise<Response> {
  return fetch(`${api.url}/api/internal/api-keys${query}`, {
    method,
    headers: { authorization: `Bearer ${SECRET}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

const stored = async () => (await api.store.listManaged()).find((key) => key.id === id)

describe('GET, as the guide has it', () => {
  it('answers a bare array with the six fields and no other', async () => {
    const response = await call('GET', '?provider=gemini')
    expect(await response.json()).toEqual([
      {
        id,
        provider: 'gemini',
        name: 'one',
        key: 'AIza-one-0000000000',
        usageCount: 0,
        errorCount: 0,
      },
    ])
  })

  it('answers active keys only, by errors and then by uses', async () => {
    const add = async (name: string) =>
      (
        await api.store.create(
          { provider: 'gemini', name, key: `AIza-${name}-00000000` },
          someOrigin,
        )
      )?.id ?? ''
    const [two, three, off] = [await add('two'), await add('three'), await add('off')]
    await api.store.setActive({ keyIds: [off], isActive: false }, someOrigin)
    await call('POST', '', { keyId: id, success: false })
    await call('POST', '', { keyId: two, success: true })
    const keys = (await (await call('GET', '?provider=gemini')).json()) as { id: string }[]
    expect(keys.map((key) => key.id)).toEqual([three, two, id])
  })

  it.each([
    ['no provider', ''],
    ['an empty provider', '?provider='],
    ['a provider in capitals', '?provider=GEMINI'],
    ['space around it', '?provider=%20Gemini%20'],
  ])('takes %s', async (_name, query) => {
    const response = await call('GET', query)
    expect(response.status).toBe(200)
    expect(await response.json()).toHaveLength(1)
  })

  it('answers an empty array for a provider that nobody has keys of', async () => {
    expect(await (await call('GET', '?provider=mistral')).json()).toEqual([])
  })

  it('says what is wrong with a provider that cannot be one', async () => {
    const response = await call('GET', '?provider=../../etc')
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: 'provider: must be 1 to 40 letters, digits or hyphens',
    })
  })
})

describe('POST, as the guide has it', () => {
  it.each([
    { said: 'a success', body: { success: true }, errorCount: 0, lastError: null },
    {
      said: 'a failure with a message',
      body: { success: false, error: 'quota' },
      errorCount: 1,
      lastError: 'quota',
    },
    {
      said: 'a failure without a message',
      body: { success: false },
      errorCount: 1,
      lastError: null,
    },
    { said: 'an error alone', body: { error: 'quota' }, errorCount: 1, lastError: 'quota' },
    {
      said: 'an error that is an object',
      body: { success: false, error: { message: 'quota', code: 1 } },
      errorCount: 1,
      lastError: 'quota',
    },
    {
      said: 'an object without a message',
      body: { success: false, error: { code: 429 } },
      errorCount: 1,
      lastError: '{"code":429}',
    },
    {
      said: 'an error that is a number',
      body: { success: false, error: 429 },
      errorCount: 1,
      lastError: '429',
    },
    {
      said: 'an error that is null',
      body: { success: true, error: null },
      errorCount: 0,
      lastError: null,
    },
    { said: 'an empty error', body: { success: true, error: '' }, errorCount: 0, lastError: null },
  ])('counts $said', async ({ body, errorCount, lastError }) => {
    const response = await call('POST', '', { keyId: id, ...body })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ success: true })
    expect(await stored()).toMatchObject({ usageCount: 1, errorCount, lastError })
    expect((await stored())?.lastUsedAt).toBeInstanceOf(Date)
  })

  it.each([
    ['arrays', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['objects', '{"a":'.repeat(9_000) + '1' + '}'.repeat(9_000)],
  ])('counts an error that is %s nested too deeply to write down', async (_name, error) => {
    const response = await call('POST', '', `{"keyId":"${id}","error":${error}}`)
    expect(response.status).toBe(200)
    expect(await stored()).toMatchObject({
      errorCount: 1,
      lastError: 'An error nested too deeply to be written down',
    })
  })

  it('says that a key is unknown', async () => {
    const response = await call('POST', '', { keyId: 'nobody', success: true })
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: 'No key has this id' })
  })

  it.each([
    ['broken JSON', '{"keyId":', 'The request is not valid JSON'],
    ['no body', '', 'The request is not valid JSON'],
    ['no key id', {}, 'keyId: Invalid input: expected string, received undefined'],
    [
      'a key id that is an object',
      { keyId: {} },
      'keyId: Invalid input: expected string, received object',
    ],
    [
      'a key id with a NUL',
      { keyId: 'a\0b' },
      'keyId: must be 1 to 64 letters, digits, hyphens or underscores',
    ],
    ['an array', [], 'Invalid input: expected object, received array'],
    ['null', 'null', 'Invalid input: expected object, received null'],
    [
      'a success that is text',
      { keyId: 'x', success: 'yes' },
      'success: Invalid input: expected boolean, received string',
    ],
  ])('refuses %s with what to fix', async (_name, body, error) => {
    const response = await call('POST', '', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error })
  })

  it('takes a body of 64 KB and refuses one byte more', async () => {
    const fill = (size: number) => {
      const empty = JSON.stringify({ keyId: id, success: true, pad: '' })
      return JSON.stringify({ keyId: id, success: true, pad: 'x'.repeat(size - empty.length) })
    }
    expect((await call('POST', '', fill(64 * 1024))).status).toBe(200)
    const response = await call('POST', '', fill(64 * 1024 + 1))
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ error: 'The request body is too large' })
  })
})

describe('PATCH', () => {
  it('resets errors', async () => {
    await call('POST', '', { keyId: id, success: false, error: 'quota' })
    const response = await call('PATCH', '', { keyId: id })
    expect(await response.json()).toEqual({ success: true })
    expect(await stored()).toMatchObject({ usageCount: 1, errorCount: 0, lastError: null })
  })

  it('says that a key is unknown', async () => {
    expect((await call('PATCH', '', { keyId: 'nobody' })).status).toBe(404)
  })
})

it('refuses other methods and names those it takes', async () => {
  const response = await call('DELETE', '')
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, POST, PATCH')
})
