import { describe, expect, it, vi } from 'vitest'
import { listen } from '../../../test/listen'
import { readChunks, startStack } from '../../../test/stack'

const textEvent = (text: string) => event({ candidates: [{ content: { parts: [{ text }] } }] })
const event = (value: unknown) => `data: ${JSON.stringify(value)}\r\n\r\n`
const busy = { code: 503, message: 'The model is overloaded', status: 'UNAVAILABLE' }

/** A provider that streams these events, and then says nothing more or closes. */
const provider = ({ events, hang }: { events: string[]; hang?: boolean }) =>
  listen(() => {
    const body = new ReadableStream({
      start(controller) {
        for (const line of events) controller.enqueue(new TextEncoder().encode(line))
        if (!hang) controller.close()
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  })

describe('a brief that breaks off', () => {
  it('keeps what came, says that it was interrupted and tries no other key', async () => {
    const stack = await startStack({ keys: ['cut', 'healthy'] })
    const { text, last } = readChunks(await (await stack.order()).text())
    expect(text).toMatch(/^# /)
    expect(last).toEqual({ type: 'error', errorText: 'interrupted' })
    expect(await stack.reports()).toMatchObject([{ keyId: 'key-1', outcome: 'network' }])
    expect(stack.sandbox.requests()).toHaveLength(1)
    expect(stack.logged).toMatchObject([{ event: 'brief.interrupted' }])
  })

  it.each([
    ['by an error in the stream', { events: [event({ error: busy })] }, 'overloaded'],
    [
      'by a filter',
      { events: [event({ candidates: [{ finishReason: 'SAFETY' }] })] },
      'client_error',
    ],
    ['by a closed connection', { events: [] }, 'network'],
    ['by a silence', { events: [], hang: true }, 'network'],
  ])('is reported once when ended %s', async (_, then, outcome) => {
    const gemini = await provider({
      ...then,
      events: [textEvent('# Un riad'), ...then.events],
    })
    const stack = await startStack({ keys: ['healthy'], gemini, timeouts: { silenceMs: 300 } })
    const { text, last } = readChunks(await (await stack.order()).text())
    expect(text).toBe('# Un riad')
    expect(last).toEqual({ type: 'error', errorText: 'interrupted' })
    expect(await stack.reports()).toMatchObject([{ keyId: 'key-1', outcome }])
  })
})

describe('a brief cut at the token limit', () => {
  const end = event({ candidates: [{ finishReason: 'MAX_TOKENS' }] })

  it('says that it was interrupted, and its key is reported ok', async () => {
    const gemini = await provider({ events: [textEvent('# Un riad'), end] })
    const stack = await startStack({ keys: ['healthy', 'healthy'], gemini })
    const { text, last } = readChunks(await (await stack.order()).text())
    expect(text).toBe('# Un riad')
    expect(last).toEqual({ type: 'error', errorText: 'interrupted' })
    expect(await stack.reports()).toMatchObject([{ keyId: 'key-1', outcome: 'ok', count: 1 }])
    expect(stack.logged).toMatchObject([
      { event: 'brief.interrupted', fields: { reason: 'token_limit' } },
    ])
  })

  it('is no brief when the limit came before the first word', async () => {
    const stack = await startStack({ keys: ['healthy'], gemini: await provider({ events: [end] }) })
    expect((await stack.order()).status).toBe(503)
    expect(await stack.reports()).toMatchObject([{ outcome: 'overloaded' }])
  })
})

describe('a request the provider will not take', () => {
  it('is refused after one key: no other would do better', async () => {
    const error = { code: 400, message: 'Invalid value', status: 'INVALID_ARGUMENT' }
    const gemini = await listen(() => Response.json({ error }, { status: 400 }))
    const stack = await startStack({ keys: ['healthy', 'healthy'], gemini })
    const response = await stack.order()
    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({ code: 'refused' })
    expect(await stack.reports()).toMatchObject([{ keyId: 'key-1', outcome: 'client_error' }])
  })

  it('is not an answer without a word', async () => {
    const gemini = await provider({ events: [event({ candidates: [{ finishReason: 'STOP' }] })] })
    const stack = await startStack({ keys: ['healthy'], gemini })
    expect((await stack.order()).status).toBe(503)
    expect(await stack.reports()).toMatchObject([{ outcome: 'overloaded' }])
  })
})

describe('a visitor who leaves', () => {
  it('costs no key an error before the first text, and no other key is tried', async () => {
    const stack = await startStack({ keys: ['slow', 'healthy'] })
    const leave = new AbortController()
    const order = stack.order({ signal: leave.signal })
    await vi.waitUntil(() => stack.sandbox.requests().length > 0, { timeout: 4_000 })
    leave.abort()
    await expect(order).rejects.toThrow()
    expect(await stack.reports()).toMatchObject([{ keyId: 'key-1', outcome: 'aborted' }])
    expect(stack.sandbox.requests()).toHaveLength(1)
  })

  it('costs no key an error midway either', async () => {
    const stack = await startStack({ keys: ['healthy'], chunkDelayMs: 100 })
    const leave = new AbortController()
    const reader = (await stack.order({ signal: leave.signal })).body?.getReader()
    await reader?.read()
    leave.abort()
    expect(await stack.reports()).toMatchObject([{ keyId: 'key-1', outcome: 'aborted' }])
    expect(stack.logged).toMatchObject([{ event: 'brief.aborted' }])
  })
})
