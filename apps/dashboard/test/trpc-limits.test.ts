import { MAX_REPORT_ENTRIES } from '@itqan/keys-contract'
import type { RateLimiter } from '@itqan/keys-router'
import superjson from 'superjson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InternalApi, SECRET, serveInternalApi } from './serve-internal-api'

let api: InternalApi

/** What each request cost. */
const taken: number[] = []

beforeAll(async () => {
  const limiter: RateLimiter = {
    async take(_caller, points) {
      taken.push(points)
      return { isAllowed: true }
    },
  }
  api = await serveInternalApi({ limiter })
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

function call(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${api.url}/api/internal/trpc/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
  })
}

const post = (path: string, body: string) => call(path, { method: 'POST', body })

describe('the typed endpoint', () => {
  it.each([11, 1_000])('refuses a batch of %i calls with a short answer', async (calls) => {
    const paths = Array.from({ length: calls }, () => 'list').join(',')
    const response = await call(`${paths}?batch=1`)
    expect(response.status).toBe(400)
    expect((await response.text()).length).toBeLessThan(1_024)
  })

  it('takes a batch of 10', async () => {
    const input = encodeURIComponent(
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index, { json: {} }])),
      ),
    )
    const paths = Array.from({ length: 10 }, () => 'list').join(',')
    const response = await call(`${paths}?batch=1&input=${input}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toHaveLength(10)
  })

  it.each([',', '%2C', '%2c'])('takes 10 points for a batch of 10 joined by %j', async (comma) => {
    taken.length = 0
    const paths = Array.from({ length: 10 }, () => 'list').join(comma)
    const response = await call(`${paths}?batch=1`)
    expect(await response.json()).toHaveLength(10)
    expect(taken).toEqual([10])
  })

  it('refuses a body over 64 KB before it is parsed', async () => {
    const response = await post('report', `"${'x'.repeat(64 * 1024)}"`)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      error: { json: { data: { code: 'PAYLOAD_TOO_LARGE' } } },
    })
  })

  it('cuts off a 30 MB body that does not say its length', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        if (sent >= 30 * 1024 * 1024) return controller.close()
        sent += 16 * 1024
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20))
      },
    })
    const init = { method: 'POST', body, duplex: 'half' }
    const response = await call('report', init).catch(() => null)
    // The server may hang up while the client still writes.
    if (response) expect(response.status).toBe(413)
    expect(sent).toBeLessThan(8 * 1024 * 1024)
  })

  it.each([
    ['broken JSON', '{"json":'],
    ['no body', ''],
    ['a bare value', '7'],
    ['superjson with a bad annotation', '{"json":{"a":1},"meta":{"values":{"a":["nonsense"]}}}'],
    [
      'superjson that reaches for the prototype',
      '{"json":{"a":1},"meta":{"values":{"__proto__.x":["Date"]}}}',
    ],
    ['superjson with a path into nothing', '{"json":null,"meta":{"values":{"a.b.c":["Date"]}}}'],
    ['superjson whose meta is text', '{"json":{},"meta":"x"}'],
    [
      'an unknown outcome',
      JSON.stringify({ json: { batchId: 'x', entries: [{ outcome: 'great' }] } }),
    ],
    [
      'a date before PostgreSQL can tell time',
      JSON.stringify({
        json: {
          batchId: 'a3f1c9de-3f0e-4d55-9d7e-0f6a2f1b7c11',
          entries: [
            { keyId: 'x', outcome: 'ok', count: 1, lastUsedAt: '-271821-04-20T00:00:00.000Z' },
          ],
        },
        meta: { values: { 'entries.0.lastUsedAt': ['Date'] } },
      }),
    ],
  ])('answers %s with 400 and no word of the input', async (_name, body) => {
    const response = await post('report', body)
    expect(response.status).toBe(400)
    const text = await response.text()
    for (const leak of ['nonsense', 'great', '__proto__', 'stack', 'node_modules']) {
      expect(text).not.toContain(leak)
    }
  })

  it('takes the largest batch of reports in one request', async () => {
    const batchId = 'a3f1c9de-3f0e-4d55-9d7e-0f6a2f1b7c11'
    const keyId = 'b4f1c9de-3f0e-4d55-9d7e-0f6a2f1b7c22'
    const lastUsedAt = new Date()
    const entries = Array.from({ length: MAX_REPORT_ENTRIES }, () => ({
      keyId,
      model: 'gemini-2.5-flash-lite-preview-09-2025',
      outcome: 'model_unavailable' as const,
      count: 1_000_000,
      lastUsedAt,
    }))
    const response = await post('report', superjson.stringify({ batchId, entries }))
    expect(response.status).toBe(200)
  })

  it('refuses form posts', async () => {
    const form = new FormData()
    form.set('keyId', 'x')
    const response = await fetch(`${api.url}/api/internal/trpc/resetErrors`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}` },
      body: form,
    })
    expect(response.status).toBe(400)
  })

  it('answers an unknown procedure with 404 and does not repeat its name', async () => {
    const response = await call('secretThing')
    expect(response.status).toBe(404)
    const text = await response.text()
    expect(text).toContain('No such procedure')
    expect(text).not.toContain('secretThing')
  })

  it('is never cached', async () => {
    expect((await call('list?input=%7B%22json%22%3A%7B%7D%7D')).headers.get('cache-control')).toBe(
      'no-store',
    )
  })
})
