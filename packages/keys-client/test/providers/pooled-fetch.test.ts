import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { KeysClientError, NoKeyAvailable } from '../../src'
import { pooledFetch } from '../../src/providers'
import { secretOf, startPool, startSandboxPool } from './provider-pool'
import { type Answer, json, startProvider } from './scripted-provider'

const limited = json(429, { error: { message: 'Slow down', code: 'rate_limit_exceeded' } })
const overloaded = json(503, { error: { message: 'Overloaded', type: 'server_error' } })
const good = json(200, { text: 'Bonjour' })
const refused = json(400, { error: { message: 'No such field', type: 'invalid_request_error' } })

const post = (body: RequestInit['body']): RequestInit => ({ method: 'POST', body: body ?? null })

const streamed = (text: string): RequestInit & { duplex: 'half' } => ({
  ...post(new Blob([text]).stream()),
  duplex: 'half',
})

describe('where the key goes', () => {
  it.each([
    ['gemini', 'x-goog-api-key', secretOf('k0')],
    ['anthropic', 'x-api-key', secretOf('k0')],
    ['openai', 'authorization', `Bearer ${secretOf('k0')}`],
    ['mistral', 'authorization', `Bearer ${secretOf('k0')}`],
    ['a-new-one', 'authorization', `Bearer ${secretOf('k0')}`],
  ])('puts the key of %s into %s, and no placeholder anywhere', async (name, header, value) => {
    const pool = await startPool(name, 1)
    const provider = await startProvider(good)
    const headers = {
      authorization: 'Bearer placeholder',
      'x-api-key': 'placeholder',
      'x-goog-api-key': 'placeholder',
      'x-own': 'kept',
    }
    await pooledFetch(pool.keys, name)(`${provider.url}/v1?alt=sse&key=placeholder`, { headers })
    const [seen] = provider.seen
    expect(seen?.headers).toMatchObject({ [header]: value, 'x-own': 'kept' })
    expect(JSON.stringify(seen)).not.toContain('placeholder')
    expect(seen?.url).toBe('/v1?alt=sse')
  })

  it('leaves an address without a key as it is spelled', async () => {
    const pool = await startPool('gemini', 1)
    const provider = await startProvider(good)
    await pooledFetch(pool.keys, 'gemini')(`${provider.url}/v1?q=a%20b&monkey=1&r=(~)`)
    expect(provider.seen[0]?.url).toBe('/v1?q=a%20b&monkey=1&r=(~)')
  })
})

describe('what is sent', () => {
  const bytes = new TextEncoder().encode('{"model":"a-model"}')
  const form = new FormData()
  form.set('model', 'a-model')

  it.each<{ what: string; body: RequestInit['body']; sent: string; model?: string }>([
    { what: 'text', body: '{"model":"a-model"}', sent: '{"model":"a-model"}', model: 'a-model' },
    { what: 'bytes', body: bytes, sent: '{"model":"a-model"}', model: 'a-model' },
    { what: 'a buffer', body: bytes.buffer, sent: '{"model":"a-model"}', model: 'a-model' },
    { what: 'a form', body: form, sent: 'name="model"\r\n\r\na-model', model: 'a-model' },
    { what: 'parameters', body: new URLSearchParams({ a: '1' }), sent: 'a=1' },
    { what: 'a Blob', body: new Blob(['as it is']), sent: 'as it is' },
    { what: 'text that only looks like JSON', body: '{"model":', sent: '{"model":' },
    { what: 'a model that is no text', body: '{"model":7}', sent: '{"model":7}' },
  ])('sends $what again with the next key', async ({ body, sent, model }) => {
    const pool = await startPool('openai', 2)
    const provider = await startProvider(limited, good)
    const response = await pooledFetch(pool.keys, 'openai')(provider.url, post(body))
    expect(await response.json()).toEqual({ text: 'Bonjour' })
    expect(provider.seen).toHaveLength(2)
    for (const seen of provider.seen) expect(seen.body).toContain(sent)
    expect(await pool.models()).toEqual([model, model])
  })

  it('sends a Request again with the next key, with its method and headers', async () => {
    const pool = await startPool('gemini', 2)
    const provider = await startProvider(limited, good)
    const request = new Request(`${provider.url}/v1beta/models/a%2Fb:generateContent?key=x`, {
      method: 'PUT',
      body: '{}',
      headers: { 'content-type': 'application/json', 'x-own': 'kept' },
    })
    const response = await pooledFetch(pool.keys, 'gemini')(request)
    expect(await response.json()).toEqual({ text: 'Bonjour' })
    const alike = { method: 'PUT', body: '{}', url: '/v1beta/models/a%2Fb:generateContent' }
    expect(provider.seen).toEqual([expect.objectContaining(alike), expect.objectContaining(alike)])
    expect(provider.seen[1]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-own': 'kept',
    })
    expect(await pool.models()).toEqual(['a/b', 'a/b'])
  })

  it('gives the signal of a Request its due', async () => {
    const pool = await startPool('openai', 2)
    const caller = new AbortController()
    const provider = await startProvider(() => caller.abort(new Error('enough')))
    const call = pooledFetch(
      pool.keys,
      'openai',
    )(new Request(provider.url, { signal: caller.signal }))
    await expect(call).rejects.toThrow('enough')
    expect(await pool.outcomes()).toEqual([{ aborted: 1 }, {}])
  })

  it('sends a stream once, for it cannot be had again', async () => {
    const pool = await startPool('openai', 2)
    const provider = await startProvider(limited)
    const response = await pooledFetch(pool.keys, 'openai')(provider.url, streamed('only once'))
    expect(response.status).toBe(429)
    expect(provider.seen.map((seen) => seen.body)).toEqual(['only once'])
    expect(await pool.outcomes()).toEqual([{ rate_limit: 1 }, {}])
  })

  it('holds a stream to its time and its model', async () => {
    const pool = await startPool('gemini', 2)
    const provider = await startProvider(() => {}, good)
    const send = pooledFetch(pool.keys, 'gemini', { attemptTimeoutMs: 50, deadline: 60_000 })
    const url = `${provider.url}/v1beta/models/a-model:generateContent`
    await expect(send(url, streamed('only once'))).rejects.toThrow('No answer within 50 ms')
    expect(provider.seen).toHaveLength(1)
    expect(await pool.outcomes()).toEqual([{ network: 1 }, {}])
    expect(await pool.models()).toEqual(['a-model'])
  })

  it('reads the answer to a stream to its end', async () => {
    const pool = await startPool('openai', 1)
    const provider = await startProvider(good)
    const response = await pooledFetch(pool.keys, 'openai')(provider.url, streamed('only once'))
    expect(await response.json()).toEqual({ text: 'Bonjour' })
    expect(await pool.outcomes()).toEqual([{ ok: 1 }])
  })

  it('tries no more keys than it may', async () => {
    const pool = await startPool('openai', 3, { hurried: true })
    const provider = await startProvider(overloaded)
    const response = await pooledFetch(pool.keys, 'openai', { maxAttempts: 2 })(provider.url)
    expect(response.status).toBe(503)
    expect(provider.seen).toHaveLength(2)
  })
})

describe('what comes back', () => {
  it('is the answer with its status, headers and address', async () => {
    const pool = await startPool('openai', 1)
    const provider = await startProvider((response) => {
      response.writeHead(201, 'Made', { 'x-request-id': 'req_1' }).end('{"a":1}')
    })
    const response = await pooledFetch(pool.keys, 'openai')(`${provider.url}/v1`)
    expect(response).toMatchObject({ status: 201, statusText: 'Made', url: `${provider.url}/v1` })
    expect(response.headers.get('x-request-id')).toBe('req_1')
    expect(await response.json()).toEqual({ a: 1 })
    expect(await pool.outcomes()).toEqual([{ ok: 1 }])
  })

  it.each<[string, Answer]>([
    ['without a body', (response) => void response.writeHead(204).end()],
    ['with an empty one', (response) => void response.writeHead(200).end()],
  ])('may be an answer %s', async (_name, answer) => {
    const pool = await startPool('openai', 1)
    const provider = await startProvider(answer)
    const response = await pooledFetch(pool.keys, 'openai')(provider.url)
    expect(await response.text()).toBe('')
    expect(await pool.outcomes()).toEqual([{ ok: 1 }])
  })

  it('is a refusal as it was, with a word to SDKs that would ask again', async () => {
    const pool = await startPool('openai', 2, { hurried: true })
    const provider = await startProvider(overloaded)
    const response = await pooledFetch(pool.keys, 'openai')(`${provider.url}/v1`)
    expect(response).toMatchObject({ status: 503, statusText: 'Service Unavailable' })
    expect(response.url).toBe(`${provider.url}/v1`)
    expect(response.headers.get('x-should-retry')).toBe('false')
    expect(await response.text()).toBe('{"error":{"message":"Overloaded","type":"server_error"}}')
  })

  it('keeps back the key that a provider prints', async () => {
    const pool = await startPool('gemini', 1)
    const message = `Consumer 'api_key:${secretOf('k0')}' é`
    const provider = await startProvider(json(400, { error: { code: 400, message } }))
    const response = await pooledFetch(pool.keys, 'gemini')(provider.url)
    expect(await response.text()).toContain(`Consumer 'api_key:[redacted]' é`)
  })

  it('is NoKeyAvailable when none is left, without the key that the provider printed', async () => {
    const pool = await startSandboxPool('gemini', ['suspended', 'suspended'])
    const url = `${pool.url}/gemini/v1beta/models/m:generateContent`
    const body = JSON.stringify({ contents: [{ parts: [{ text: 'Bonjour' }] }] })
    const thrown = await pooledFetch(pool.keys, 'gemini')(url, post(body)).catch(
      (error: unknown) => error,
    )
    expect(thrown).toBeInstanceOf(NoKeyAvailable)
    const printed = inspect(thrown, { depth: 12 })
    expect(printed).toContain('has been suspended')
    for (const secret of pool.secrets) expect(printed).not.toContain(secret)
  })

  it('is a refusal even if its body breaks off', async () => {
    const pool = await startPool('openai', 2)
    const provider = await startProvider((response) => {
      response.writeHead(429, { 'content-length': '100', 'retry-after': '7' })
      response.flushHeaders()
      response.destroy()
    }, good)
    const response = await pooledFetch(pool.keys, 'openai')(provider.url)
    expect(await response.json()).toEqual({ text: 'Bonjour' })
    expect(await pool.outcomes()).toEqual([{ rate_limit: 1 }, { ok: 1 }])
  })
})

describe('a caller that wants errors thrown', () => {
  it('is thrown the last refusal, without its key', async () => {
    const pool = await startPool('openai', 3, { hurried: true })
    const provider = await startProvider(overloaded)
    const send = pooledFetch(pool.keys, 'openai', { onFailure: 'throw', maxAttempts: 2 })
    const thrown = await send(provider.url).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(KeysClientError)
    expect(thrown).toMatchObject({
      code: 'provider_failed',
      isRetryable: true,
      message: '"openai" answered none of the keys that were tried (overloaded, status 503).',
      cause: { kind: 'response', status: 503, message: 'Overloaded' },
    })
  })

  it('is returned what was his own mistake', async () => {
    const pool = await startPool('openai', 2)
    const provider = await startProvider(refused)
    const response = await pooledFetch(pool.keys, 'openai', { onFailure: 'throw' })(provider.url)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { message: 'No such field' } })
  })

  it('is thrown NoKeyAvailable when none is left', async () => {
    const pool = await startPool('openai', 1)
    const provider = await startProvider(limited)
    const call = pooledFetch(pool.keys, 'openai', { onFailure: 'throw' })(provider.url)
    const thrown = await call.catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(NoKeyAvailable)
    expect(thrown).toMatchObject({ cause: { status: 429 }, reasons: [{ outcome: 'rate_limit' }] })
  })

  it('is thrown his own error as it is', async () => {
    const pool = await startPool('openai', 2)
    const send = pooledFetch(pool.keys, 'openai', { onFailure: 'throw' })
    await expect(send('not an address')).rejects.toThrow(TypeError)
    expect(await pool.outcomes()).toEqual([{ client_error: 1 }, {}])
  })
})

describe('a signal that outlives its calls', () => {
  it.each<[string, Answer]>([
    ['an answer', good],
    ['an answer without a body', json(204, null)],
    ['a refusal', refused],
    ['a call without an answer', (response) => void response.destroy()],
    ['a call for which there is no key', limited],
  ])('is let go after %s', async (_what, answer) => {
    const pool = await startPool('openai', 1, { hurried: true })
    const provider = await startProvider(answer)
    const { signal } = new AbortController()
    const call = pooledFetch(pool.keys, 'openai')(provider.url, { signal })
    await call.then((response) => response.text()).catch(() => {})
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('is let go when the reader leaves', async () => {
    const pool = await startPool('openai', 1)
    const provider = await startProvider(good)
    const { signal } = new AbortController()
    const response = await pooledFetch(pool.keys, 'openai')(provider.url, { signal })
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await response.body?.cancel()
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })
})
