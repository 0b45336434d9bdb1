import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import type { PooledKey } from '@itqan/keys-contract'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createKeysClient, KeysClientError, NoKeyAvailable, OutcomeError } from '../src'
import type { Clock } from '../src/clock'
import { createFakeClock } from './fake-clock'
import { pooledKey, pooledKeys } from './pooled-key'
import { saysNothing, SECRET, startDashboard } from './scripted-dashboard'

const model = 'gemini-2.5-flash'

async function setUp(keys: PooledKey[], options: { leaseTimeoutMs?: number; clock?: Clock } = {}) {
  const dashboard = await startDashboard(keys)
  const client = createKeysClient({ url: dashboard.url, secret: SECRET, ...options })
  onTestFinished(async () => void (await client.close({ timeoutMs: 0 })))
  return { dashboard, client }
}

/** In the order of selection: each key has more uses than the last. */
const inOrder = (...ids: string[]) =>
  ids.map((id, index) => pooledKey(id, { key: `secret-of-${id}`, usageCount: 3 * index }))

const refusal = (status: number, body: unknown) =>
  Object.assign(new Error('refused'), {
    status,
    statusCode: status,
    headers: {},
    responseHeaders: {},
    message: JSON.stringify(body),
    responseBody: JSON.stringify(body),
    url: 'https://provider.test',
    name: 'ApiError',
  })

const invalidKey = refusal(400, {
  error: {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message: 'API key not valid.',
    details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
  },
})

const suspended = {
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: 'CONSUMER_SUSPENDED',
}

const hint = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '30s' }

const badRequest = refusal(400, {
  error: { code: 400, status: 'INVALID_ARGUMENT', message: 'Invalid value' },
})

describe('withKey', () => {
  it('gives the key to the function and its answer to the caller', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    expect(await client.withKey('gemini', (key) => `used ${key}`)).toBe('used secret-of-a')
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ ok: 1 })
  })

  it('moves to the next key when another key can help, and reports each use', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    const seen: string[] = []
    const answer = await client.withKey('gemini', { model }, (key, { number, keyId }) => {
      seen.push(`${number} ${keyId}`)
      if (number === 1) throw invalidKey
      return key
    })
    expect(answer).toBe('secret-of-b')
    expect(seen).toEqual(['1 a', '2 b'])
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ invalid_key: 1 })
    expect(dashboard.outcomes('b')).toEqual({ ok: 1 })
  })

  it('tries five keys at most', async () => {
    const { client } = await setUp(pooledKeys(8))
    let calls = 0
    const call = client.withKey('gemini', () => {
      calls += 1
      throw new OutcomeError('overloaded', 'too busy')
    })
    await expect(call).rejects.toThrow('too busy')
    expect(calls).toBe(5)
  }, 20_000)

  it('does not count keys that it rules out, up to ten in all', async () => {
    const { client } = await setUp(pooledKeys(12))
    let calls = 0
    const limited = { error: { status: 'RESOURCE_EXHAUSTED', code: 429, details: [hint] } }
    const call = client.withKey('gemini', { model }, () => {
      calls += 1
      throw refusal(429, limited)
    })
    await expect(call).rejects.toThrow('RESOURCE_EXHAUSTED')
    expect(calls).toBe(10)
  })

  it('gives a caller’s own mistake back at once, and no key pays for it', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    const mistakes = [badRequest, new TypeError('x is not a function')]
    for (const mistake of mistakes) {
      let calls = 0
      const call = client.withKey('gemini', () => {
        calls += 1
        throw mistake
      })
      await expect(call).rejects.toBe(mistake)
      expect(calls).toBe(1)
    }
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ client_error: 2 })
    expect(client.explain('gemini').every((key) => key.recentErrors === 0)).toBe(true)
  })

  it('costs no key anything when the caller gives up, however the SDK dresses it up', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    const leave = new AbortController()
    const reason = new Error('the visitor left')
    const call = client.withKey('gemini', { signal: leave.signal }, (_key, { signal }) => {
      leave.abort(reason)
      expect(signal.aborted).toBe(true)
      throw Object.assign(new Error('Request was aborted.'), { name: 'APIUserAbortError' })
    })
    await expect(call).rejects.toThrow()
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ aborted: 1 })
    expect(dashboard.outcomes('b')).toEqual({})
  })

  it('passes over a key that takes too long, even if the function ignores its signal', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    const answer = await client.withKey('gemini', { attemptTimeoutMs: 50 }, (key, { number }) =>
      number === 1 ? new Promise<string>(() => {}) : key,
    )
    expect(answer).toBe('secret-of-b')
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ network: 1 })
  })

  it('ends at the deadline with a typed error', async () => {
    const { client, dashboard } = await setUp(inOrder('a'))
    await client.waitUntilReady({ providers: ['gemini'] })
    const call = client.withKey('gemini', { deadline: 50 }, () => new Promise(() => {}))
    const error: unknown = await call.catch((reason: unknown) => reason)
    expect(KeysClientError.isInstance(error) && error.code).toBe('deadline_exceeded')
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ aborted: 1 })
  })

  it('waits for the end of a rest that fits the deadline, and not for one that does not', async () => {
    const { client, dashboard } = await setUp(inOrder('a'))
    const rest = (ms: number) =>
      dashboard.cool({
        scope: 'key',
        provider: 'gemini',
        target: 'a',
        model: null,
        outcome: 'rate_limit',
        until: new Date(Date.now() + ms),
      })
    rest(300)
    await client.waitUntilReady({ providers: ['gemini'] })
    expect(client.tryAcquire('gemini')).toBeNull()
    expect(await client.withKey('gemini', { deadline: 5_000 }, (key) => key)).toBe('secret-of-a')
    rest(60_000)
    await client.list()
    const error: unknown = await client
      .withKey('gemini', { deadline: 1_000 }, () => new OutcomeError('error', 'never'))
      .catch((reason: unknown) => reason)
    if (!NoKeyAvailable.isInstance(error)) throw new Error('a NoKeyAvailable was expected')
    expect(error.retryAfter).toBeGreaterThan(50)
    expect(error.reasons).toMatchObject([{ outcome: 'rate_limit', scope: 'key', keys: 1 }])
    expect(error.message).not.toContain('secret')
  })

  it('says NoKeyAvailable with the last cause when every key is out', async () => {
    const { client } = await setUp(inOrder('a', 'b'))
    const error: unknown = await client
      .withKey('gemini', () => {
        throw invalidKey
      })
      .catch((reason: unknown) => reason)
    if (!NoKeyAvailable.isInstance(error)) throw new Error('a NoKeyAvailable was expected')
    expect(error.cause).toMatchObject({ status: 400, kind: 'response' })
    expect(error.reasons).toMatchObject([{ outcome: 'invalid_key', keys: 2 }])
  })

  it('returns the answer of fetch as it is, and rotates by what it says', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b', 'c'))
    const answers = [new Response('', { status: 402 }), new Response('fine')]
    const good = await client.withKey(
      'gemini',
      { model },
      () => answers.shift() ?? Response.error(),
    )
    expect(await good.text()).toBe('fine')
    const bad = await client.withKey('gemini', { model }, () =>
      Response.json({ error: { code: 400, status: 'INVALID_ARGUMENT' } }, { status: 400 }),
    )
    expect(bad.status).toBe(400)
    expect(await bad.json()).toMatchObject({ error: { code: 400 } })
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ billing: 1 })
  })

  it('keeps a lease open for an answer that streams on, and tries no other key then', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    const lease = await client.withKey('gemini', (_key, attempt) => attempt.keep())
    await client.flush()
    expect(dashboard.totalUses()).toBe(0)
    expect(lease.fail(new OutcomeError('network', 'it broke off'))).toBe('network')
    lease.ok()
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ network: 1 })
  })

  it('reports an error without the key that the provider printed', async () => {
    const { client, dashboard } = await setUp(inOrder('a'))
    const body = {
      error: { status: 'PERMISSION_DENIED', code: 403, message: 'no secret-of-a here' },
    }
    await client
      .withKey('gemini', { model }, () => {
        throw refusal(403, body)
      })
      .catch(() => {})
    await client.flush()
    const [entry] = dashboard.reports.flatMap(({ entries }) => entries)
    expect(entry?.lastError).toContain('no [redacted] here')
  })
})

describe('what withKey must not do', () => {
  it('try another key once the function has kept the lease', async () => {
    const { client } = await setUp(inOrder('a', 'b'))
    let calls = 0
    const call = client.withKey('gemini', (_key, attempt) => {
      calls += 1
      attempt.keep()
      throw new OutcomeError('network', 'it broke off')
    })
    await expect(call).rejects.toThrow('it broke off')
    expect(calls).toBe(1)
  })

  it('keep the last failure back when no other key is left', async () => {
    // On this clock nothing that waits comes to an end.
    const { client, dashboard } = await setUp(inOrder('a'), { clock: createFakeClock() })
    await client.waitUntilReady({ providers: ['gemini'] })
    dashboard.script('list', saysNothing)
    const response = await client.withKey('gemini', () => new Response('busy', { status: 503 }))
    expect(await response.text()).toBe('busy')
    dashboard.script('list', null)
  })

  it('rest a key for every model because of one that nobody can name', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    const missing = refusal(404, { error: { code: 404, status: 'NOT_FOUND', message: 'no model' } })
    for (const unnamed of [{}, { model: 'gemini 2.5' }]) {
      const call = client.withKey('gemini', unnamed, () => {
        throw missing
      })
      await expect(call).rejects.toThrow()
    }
    await client.flush()
    expect(client.explain('gemini', { model }).every((key) => key.isEligible)).toBe(true)
    expect(dashboard.reports.flatMap(({ entries }) => entries).every(({ until }) => !until)).toBe(
      true,
    )
  })

  it('print a key in the cause of its own error', async () => {
    const { client } = await setUp(inOrder('a'))
    const body = { error: { code: 403, status: 'PERMISSION_DENIED', details: [suspended] } }
    const error: unknown = await client
      .withKey('gemini', { model }, (key) => {
        throw refusal(403, { ...body, message: `Consumer 'api_key:${key}' has been suspended` })
      })
      .catch((reason: unknown) => reason)
    expect(NoKeyAvailable.isInstance(error)).toBe(true)
    expect(inspect(error, { depth: 9 })).not.toContain('secret-of-a')
  })

  it('take the refusal of another realm for an answer', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    const foreign = (status: number) =>
      Object.setPrototypeOf(
        { status, ok: status < 400, headers: new Headers(), clone: () => new Response('{}') },
        null,
      ) as Response
    const answers = [foreign(402), foreign(200)]
    const answer = await client.withKey('gemini', () => answers.shift())
    expect(answer?.status).toBe(200)
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ billing: 1 })
  })

  it('wait for ever for a deadline that is no time', async () => {
    const { client } = await setUp(inOrder('a'))
    const call = client.withKey('gemini', { deadline: Number(undefined) }, (key) => key)
    await expect(call).rejects.toThrow('The option `deadline` is not a time.')
  })

  it('leave listeners on the caller’s signal', async () => {
    const { client } = await setUp(inOrder('a', 'b', 'c'))
    const { signal } = new AbortController()
    for (let call = 0; call < 5; call += 1) {
      const answers = [new Response('', { status: 429 }), new Response('fine')]
      await client.withKey('gemini', { model: `m${call}`, signal }, () => answers.shift()?.text())
      await client.withKey('gemini', { model: `m${call}`, signal }, (_key, attempt) =>
        attempt.keep().ok(),
      )
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })
})

describe('close', () => {
  it('counts what has ended although a lease stays open, and takes that one back', async () => {
    const { client, dashboard } = await setUp(inOrder('a'))
    const open = await client.acquire('gemini')
    for (let use = 0; use < 50; use += 1) (await client.acquire('gemini')).ok()
    expect(await client.close({ timeoutMs: 400 })).toEqual({ sent: 51, pending: 0, dropped: 0 })
    expect(dashboard.outcomes('a')).toEqual({ ok: 50, aborted: 1 })
    open.ok()
  })

  it('lets a call that has begun find another key', async () => {
    const { client } = await setUp(inOrder('a', 'b'))
    await client.waitUntilReady({ providers: ['gemini'] })
    let closing: Promise<unknown> | undefined
    const answer = await client.withKey('gemini', (key, { number }) => {
      closing = client.close()
      if (number === 1) throw invalidKey
      return key
    })
    expect(answer).toBe('secret-of-b')
    expect(await closing).toEqual({ sent: 2, pending: 0, dropped: 0 })
    await expect(client.acquire('gemini')).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('a provider in trouble', () => {
  it('keeps what was lifted open when the dashboard repeats it', async () => {
    const { client, dashboard } = await setUp(pooledKeys(4))
    const call = client.withKey('gemini', { model }, () => {
      throw refusal(401, { error: { code: 401, status: 'UNAUTHENTICATED' } })
    })
    await expect(call).rejects.toThrow('UNAUTHENTICATED')
    await client.flush()
    await vi.waitUntil(() => client.status().providers[0]?.epoch === dashboard.epoch)
    expect(client.explain('gemini', { model }).filter((key) => key.isEligible)).toHaveLength(4)
  })

  it('benches no key when 3 keys fail alike without a hint, and none works', async () => {
    const { client, dashboard } = await setUp(pooledKeys(4))
    const call = client.withKey('gemini', { model }, () => {
      throw refusal(401, { error: { code: 401, status: 'UNAUTHENTICATED' } })
    })
    await expect(call).rejects.toThrow('UNAUTHENTICATED')
    expect(client.explain('gemini', { model }).filter((key) => key.isEligible)).toHaveLength(4)
    await client.flush()
    expect(dashboard.totalUses()).toBe(4)
  })
})

describe('a lease', () => {
  it('hides its key from logs', async () => {
    const { client } = await setUp(inOrder('a'))
    const lease = await client.acquire('gemini')
    expect(lease.key).toBe('secret-of-a')
    expect(JSON.stringify([lease, { ...lease }])).not.toContain('secret-of-a')
    lease.release()
  })

  it('is released by `using`, and its use is counted', async () => {
    const { client, dashboard } = await setUp(inOrder('a'))
    {
      using lease = await client.acquire('gemini')
      expect(client.status().openLeases).toBe(1)
      expect(lease.keyId).toBe('a')
    }
    expect(client.status().openLeases).toBe(0)
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ aborted: 1 })
  })

  it('that is forgotten returns by itself', async () => {
    const { client } = await setUp(inOrder('a'), { leaseTimeoutMs: 30 })
    const lease = await client.acquire('gemini')
    await expect.poll(() => client.status().openLeases).toBe(0)
    lease.ok()
    expect(client.status().reports.pending + client.status().reports.sent).toBe(1)
  })
})
