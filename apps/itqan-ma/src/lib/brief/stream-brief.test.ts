import { describe, expect, it } from 'vitest'
import { readChunks, startStack } from '../../../test/stack'

const model = 'gemini-2.5-flash'

describe('a brief', () => {
  it('is streamed whole, and its key is reported ok exactly once', async () => {
    const stack = await startStack({ keys: ['healthy', 'healthy'] })
    const response = await stack.order()
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { text, last } = readChunks(await response.text())
    expect(text).toContain('## Questions à trancher')
    expect(last).toEqual({ type: 'finish' })
    expect(await stack.reports()).toMatchObject([
      { keyId: 'key-1', outcome: 'ok', count: 1, model },
    ])
    expect(stack.logged).toMatchObject([
      { event: 'brief.written', fields: { attempts: [{ keyId: 'key-1', outcome: 'ok' }] } },
    ])
  })

  it('is written although the first keys are limited, dead or overloaded', async () => {
    const stack = await startStack({
      keys: ['rate-limited-minute', 'invalid', 'suspended', 'overloaded', 'healthy'],
    })
    const response = await stack.order()
    expect(response.status).toBe(200)
    expect(readChunks(await response.text()).last).toEqual({ type: 'finish' })
    expect(await stack.reports()).toMatchObject([
      { keyId: 'key-1', outcome: 'rate_limit' },
      { keyId: 'key-2', outcome: 'invalid_key' },
      { keyId: 'key-3', outcome: 'invalid_key' },
      { keyId: 'key-4', outcome: 'overloaded' },
      { keyId: 'key-5', outcome: 'ok' },
    ])
  })

  it('passes over a slow key in time for another', async () => {
    const stack = await startStack({ keys: ['slow', 'healthy'], timeouts: { attemptMs: 200 } })
    const response = await stack.order()
    expect(readChunks(await response.text()).last).toEqual({ type: 'finish' })
    expect(await stack.reports()).toMatchObject([
      { keyId: 'key-1', outcome: 'network', lastError: 'No answer within 200 ms' },
      { keyId: 'key-2', outcome: 'ok' },
    ])
  })
})

describe('no brief', () => {
  it('is an unavailable service, after each key was tried and reported once', async () => {
    const stack = await startStack({ keys: ['rate-limited-day', 'invalid', 'overloaded'] })
    const response = await stack.order()
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ code: 'unavailable' })
    expect(stack.sandbox.requests()).toHaveLength(3)
    expect((await stack.reports()).map(({ keyId }) => keyId)).toEqual(['key-1', 'key-2', 'key-3'])
    expect(stack.logged).toMatchObject([
      {
        event: 'brief.unavailable',
        fields: {
          provider: 'gemini',
          reason: 'attempts_spent',
          attempts: [
            { keyId: 'key-1', status: 429 },
            { keyId: 'key-2', status: 400 },
            { keyId: 'key-3', status: 503 },
          ],
        },
      },
    ])
  })

  it('is said within the deadline, however slow the keys', async () => {
    const timeouts = { attemptMs: 200, firstTextMs: 500 }
    const stack = await startStack({ keys: ['slow', 'slow', 'slow', 'slow', 'slow'], timeouts })
    const start = performance.now()
    expect((await stack.order()).status).toBe(503)
    expect(performance.now() - start).toBeLessThan(1_500)
    expect(stack.logged[0]?.fields.reason).toMatch(/^deadline_exceeded: /)
  })

  it('is said when the pool is empty', async () => {
    const stack = await startStack({ keys: [] })
    expect((await stack.order()).status).toBe(503)
    expect(stack.logged[0]?.fields.reason).toMatch(/^no_key_available: /)
  })

  it('is said when the dashboard is away, and the log says so', async () => {
    const stack = await startStack({ keys: ['healthy'], dashboard: 'http://127.0.0.1:9' })
    expect((await stack.order()).status).toBe(503)
    expect(stack.logged[0]?.fields.reason).toMatch(/^unavailable: /)
  })
})
