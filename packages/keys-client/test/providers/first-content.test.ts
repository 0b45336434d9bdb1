import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { KeysClientError } from '../../src'
import { pooledFetch } from '../../src/providers'
import { createFakeClock } from '../fake-clock'
import { secretOf, startPool } from './provider-pool'
import { type Answer, beginEvents, events, json, startProvider, write } from './scripted-provider'

const event = (data: unknown, name?: string) =>
  `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`

const text = 'data: {"text":"Bonjour"}\n\n'
const whole = events(text, 'data: [DONE]\n\n')
const overloaded = event({ type: 'error', error: { type: 'overloaded_error' } }, 'error')
const start = event({ type: 'message_start', message: { content: [] } }, 'message_start')
const ping = event({ type: 'ping' }, 'ping')

/** Reads on when told to. */
function open(response: Response) {
  const body: ReadableStream<Uint8Array> | null = response.body
  const reader = body?.getReader()
  const read = async () => new TextDecoder().decode((await reader?.read())?.value)
  return { read, leave: () => reader?.cancel() }
}

describe('before the first content', () => {
  const begunThenBroken = async (response: ServerResponse) => {
    beginEvents(response)
    response.destroy()
  }
  const gemini503 = { error: { code: 503, status: 'UNAVAILABLE', message: 'Overloaded' } }
  const createdResponse = { type: 'response.created', response: { error: null } }
  const failedResponse = { type: 'response.failed', response: { error: { code: 'server_error' } } }

  it.each<{ how: string; name: string; answer: Answer; outcome: string }>([
    { how: 'breaks', name: 'anthropic', answer: begunThenBroken, outcome: 'network' },
    { how: 'is empty', name: 'anthropic', answer: events(), outcome: 'network' },
    { how: 'has comments only', name: 'openai', answer: events(': hello\n\n'), outcome: 'network' },
    {
      how: 'has prefaces only',
      name: 'anthropic',
      answer: events(start, ping),
      outcome: 'network',
    },
    {
      how: 'is done at once',
      name: 'openai',
      answer: events('data: [DONE]\n\n'),
      outcome: 'network',
    },
    {
      how: 'begins with an error',
      name: 'anthropic',
      answer: events(overloaded),
      outcome: 'overloaded',
    },
    {
      how: 'fails after its prefaces',
      name: 'anthropic',
      answer: events(start, ping, overloaded),
      outcome: 'overloaded',
    },
    {
      how: 'begins with an error',
      name: 'gemini',
      answer: events(event(gemini503)),
      outcome: 'overloaded',
    },
    {
      how: 'ends with an error and without an empty line',
      name: 'gemini',
      answer: events(event(gemini503).trim()),
      outcome: 'overloaded',
    },
    {
      how: 'begins with an error',
      name: 'openai',
      answer: events(event({ error: { code: 'insufficient_quota' } })),
      outcome: 'billing',
    },
    {
      how: 'fails as a response',
      name: 'openai',
      answer: events(event(createdResponse), event(failedResponse, 'response.failed')),
      outcome: 'overloaded',
    },
  ])('a stream of $name that $how is asked of the next key', async ({ name, answer, outcome }) => {
    const pool = await startPool(name, 2, { hurried: true })
    const provider = await startProvider(answer, whole)
    const response = await pooledFetch(pool.keys, name)(provider.url)
    expect(await response.text()).toBe(`${text}data: [DONE]\n\n`)
    expect(provider.seen).toHaveLength(2)
    expect(await pool.outcomes()).toEqual([{ [outcome]: 1 }, { ok: 1 }])
  })

  it('a plain answer that breaks is asked of the next key', async () => {
    const pool = await startPool('openai', 2, { hurried: true })
    const provider = await startProvider(
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9' })
        response.flushHeaders()
        response.destroy()
      },
      json(200, { a: 1 }),
    )
    const response = await pooledFetch(pool.keys, 'openai')(provider.url)
    expect(await response.json()).toEqual({ a: 1 })
    expect(await pool.outcomes()).toEqual([{ network: 1 }, { ok: 1 }])
  })

  it('the time of an attempt runs', async () => {
    const pool = await startPool('openai', 2, { hurried: true })
    const provider = await startProvider(beginEvents, whole)
    const send = pooledFetch(pool.keys, 'openai', { attemptTimeoutMs: 5_000 })
    expect(await (await send(provider.url)).text()).toContain('Bonjour')
    expect(await pool.outcomes()).toEqual([{ network: 1 }, { ok: 1 }])
  })

  it('the deadline runs', async () => {
    const clock = createFakeClock()
    const pool = await startPool('openai', 2, { clock })
    const provider = await startProvider(beginEvents)
    const call = pooledFetch(pool.keys, 'openai', { deadline: 30_000 })(provider.url)
    const thrown = call.catch((error: unknown) => error)
    await vi.waitUntil(() => provider.seen.length === 1, { interval: 1 })
    await clock.advance(30_000)
    expect(await thrown).toMatchObject({ code: 'deadline_exceeded' })
    expect(provider.seen).toHaveLength(1)
    expect(await pool.outcomes()).toEqual([{ aborted: 1 }, {}])
  })

  it('a stream of mere pings is handed on before long', async () => {
    const pool = await startPool('anthropic', 2)
    const provider = await startProvider(async (response) => {
      beginEvents(response)
      await write(response, start + ping.repeat(10))
    })
    const response = await pooledFetch(pool.keys, 'anthropic')(provider.url)
    const { read, leave } = open(response)
    expect(await read()).toBe(start + ping.repeat(10))
    await leave()
    expect(await pool.outcomes()).toEqual([{ aborted: 1 }, {}])
  })

  it('the last of the failing streams is handed back, without its key', async () => {
    const pool = await startPool('anthropic', 3, { hurried: true })
    const error = { type: 'overloaded_error', message: `of ${secretOf('k1')}` }
    const last = event({ type: 'error', error }, 'error')
    const provider = await startProvider(events(overloaded), events(last))
    const send = pooledFetch(pool.keys, 'anthropic', { maxAttempts: 2 })
    const response = await send(`${provider.url}/v1/messages`)
    expect(response).toMatchObject({ status: 200, url: `${provider.url}/v1/messages` })
    expect(await response.text()).toBe(last.replace(secretOf('k1'), '[redacted]'))
  })

  it('the last of the failing streams is thrown, where that is wanted, without its key', async () => {
    const pool = await startPool('anthropic', 3, { hurried: true })
    const error = { type: 'overloaded_error', message: `of ${secretOf('k1')}` }
    const last = event({ type: 'error', error }, 'error')
    const provider = await startProvider(events(overloaded), events(last))
    const limits = { onFailure: 'throw', maxAttempts: 2 } as const
    const call = pooledFetch(pool.keys, 'anthropic', limits)(provider.url)
    const thrown = await call.catch((reason: unknown) => reason)
    expect(KeysClientError.isInstance(thrown)).toBe(true)
    expect(thrown).toMatchObject({ code: 'provider_failed' })
    expect(inspect(thrown, { depth: 12 })).toContain('of [redacted]')
    expect(inspect(thrown, { depth: 12 })).not.toContain(secretOf('k1'))
  })

  it("a stream that tells of the caller's own mistake is handed on, wherever errors are thrown", async () => {
    const pool = await startPool('anthropic', 2)
    const mistake = event({ type: 'error', error: { type: 'invalid_request_error' } }, 'error')
    const provider = await startProvider(events(mistake))
    const response = await pooledFetch(pool.keys, 'anthropic', { onFailure: 'throw' })(provider.url)
    expect(await response.text()).toBe(mistake)
    expect(await pool.outcomes()).toEqual([{ client_error: 1 }, {}])
  })
})

describe('after the first content', () => {
  it('every byte is passed on as it comes, in the pieces in which it comes', async () => {
    const pool = await startPool('openai', 1)
    const first = `${text}: hi\r\n\r\ndata: {"a":"é`
    let next: ServerResponse | undefined
    const provider = await startProvider((response) => {
      beginEvents(response)
      next = response
      response.write(first)
    })
    const response = await pooledFetch(pool.keys, 'openai')(provider.url)
    const { read } = open(response)
    expect(await read()).toBe(first)
    for (const piece of ['"}\r', '\n\r\ndata: "error"\n\n', ' \n']) {
      next?.write(piece)
      expect(await read()).toBe(piece)
    }
    expect(await pool.outcomes()).toEqual([{}])
    next?.end()
    expect(await read()).toBe('')
    expect(await pool.outcomes()).toEqual([{ ok: 1 }])
  })

  it('an error in the stream is reported for what it is, and passed on', async () => {
    const pool = await startPool('anthropic', 2)
    const provider = await startProvider(events(start, text, overloaded))
    const response = await pooledFetch(pool.keys, 'anthropic')(provider.url)
    expect(await response.text()).toBe(start + text + overloaded)
    expect(provider.seen).toHaveLength(1)
    expect(await pool.outcomes()).toEqual([{ overloaded: 1 }, {}])
  })

  it('an answer about errors is no error', async () => {
    const pool = await startPool('openai', 2)
    const body = text + event({ error: null, choices: [{ delta: { content: '"error"' } }] })
    const provider = await startProvider(events(body))
    expect(await (await pooledFetch(pool.keys, 'openai')(provider.url)).text()).toBe(body)
    expect(await pool.outcomes()).toEqual([{ ok: 1 }, {}])
  })

  it('a broken connection is reported, and not mended', async () => {
    const pool = await startPool('anthropic', 2)
    let cut = () => {}
    const provider = await startProvider((response) => {
      beginEvents(response)
      response.write(text)
      cut = () => void response.destroy()
    })
    const response = await pooledFetch(pool.keys, 'anthropic')(provider.url)
    const { read } = open(response)
    expect(await read()).toBe(text)
    cut()
    await expect(read()).rejects.toThrow('terminated')
    expect(provider.seen).toHaveLength(1)
    expect(await pool.outcomes()).toEqual([{ network: 1 }, {}])
  })

  it('a reader that leaves costs nothing, and the provider hears of it', async () => {
    const pool = await startPool('anthropic', 2)
    let closed: Promise<void> | undefined
    const provider = await startProvider((response) => {
      beginEvents(response)
      response.write(text)
      closed = new Promise((resolve) => response.once('close', () => resolve()))
    })
    const response = await pooledFetch(pool.keys, 'anthropic')(provider.url)
    await response.body?.cancel()
    await closed
    expect(await pool.outcomes()).toEqual([{ aborted: 1 }, {}])
  })

  it('a caller who gives up costs nothing, even if nobody reads', async () => {
    const pool = await startPool('anthropic', 2)
    const provider = await startProvider((response) => {
      beginEvents(response)
      response.write(text)
    })
    const caller = new AbortController()
    const { signal } = caller
    await pooledFetch(pool.keys, 'anthropic')(provider.url, { signal })
    expect(pool.keys.status()).toMatchObject({ openLeases: 1 })
    caller.abort()
    expect(pool.keys.status()).toMatchObject({ openLeases: 0 })
    expect(await pool.outcomes()).toEqual([{ aborted: 1 }, {}])
  })

  it('the time of an attempt is over', async () => {
    const clock = createFakeClock()
    const pool = await startPool('openai', 2, { clock })
    let end = () => {}
    const provider = await startProvider((response) => {
      beginEvents(response)
      response.write(text)
      end = () => void response.end('data: [DONE]\n\n')
    })
    const limits = { attemptTimeoutMs: 20_000, deadline: 30_000 }
    const response = await pooledFetch(pool.keys, 'openai', limits)(provider.url)
    await clock.advance(60_000)
    end()
    expect(await response.text()).toContain('[DONE]')
    expect(await pool.outcomes()).toEqual([{ ok: 1 }, {}])
  })
})
