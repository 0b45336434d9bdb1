import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { KeysClientError, NoKeyAvailable } from '../../src'
import { startPool, startSandboxPool, type TestPool } from './provider-pool'
import { deadUrl, json, startProvider } from './scripted-provider'
import { textOf, type Way } from './way'
import { ways } from './ways'

const whole = /^# Un site pour un fleuriste\n[^]+## Portée[^]+$/

/** What an error came from in the end. */
function rootOf(error: unknown): unknown {
  let link = error
  while (link instanceof Error && !KeysClientError.isInstance(link) && link.cause) link = link.cause
  return link
}

function isProviderFailed(error: unknown): boolean {
  return KeysClientError.isInstance(error) && error.code === 'provider_failed'
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('the call went well')
    },
    (error: unknown) => error,
  )
}

/** Everything that a log might print of an error. */
function printed(error: unknown): string {
  return `${inspect(error, { depth: 12, showHidden: true })}\n${JSON.stringify(error) ?? ''}`
}

function expectNoSecret({ secrets }: TestPool, text: string): void {
  for (const secret of secrets) expect(text).not.toContain(secret)
}

describe.each(ways)('$title', (way: Way) => {
  const calls = [
    ['an answer', (pool: Parameters<Way['ask']>[0], signal?: AbortSignal) => way.ask(pool, signal)],
    [
      'a stream',
      (pool: Parameters<Way['ask']>[0], signal?: AbortSignal) => textOf(way.stream(pool, signal)),
    ],
  ] as const

  describe.each(calls)('%s', (_what, call) => {
    it('passes a limited and an invalid key over, unnoticed by the caller', async () => {
      const pool = await startSandboxPool(way.provider, [
        'rate-limited-minute',
        'invalid',
        'healthy',
        'healthy',
      ])
      expect(await call(pool)).toMatch(whole)
      expect(await pool.outcomes()).toEqual([{ rate_limit: 1 }, { invalid_key: 1 }, { ok: 1 }, {}])
      const requests = pool.sandbox.requests()
      expect(requests.map(({ keyName }) => keyName)).toEqual(['k0', 'k1', 'k2'])
      expectNoSecret(pool, requests.map(({ path }) => path).join('\n'))
      expect(new Set(await pool.models())).toEqual(new Set(['a-model']))
    })

    it('shows the caller his own mistake as ever, and blames no key', async () => {
      const pool = await startPool(way.provider, 2)
      const error = { type: 'invalid_request_error', code: 400, message: 'No such field: "colour"' }
      const provider = await startProvider(json(400, { type: 'error', error }))
      const thrown = await errorOf(call({ ...pool, url: provider.url }))
      expect(thrown).toSatisfy((error) => way.isRefusal(error, 400))
      expect(provider.seen).toHaveLength(1)
      expect(await pool.outcomes()).toEqual([{ client_error: 1 }, {}])
      expectNoSecret(pool, printed(thrown))
    })

    it('blames no key when the caller gives up', async () => {
      const pool = await startPool(way.provider, 2)
      const caller = new AbortController()
      const provider = await startProvider(() => caller.abort())
      const thrown = await errorOf(call({ ...pool, url: provider.url }, caller.signal))
      expect(printed(thrown)).toMatch(/abort/i)
      expect(KeysClientError.isInstance(rootOf(thrown))).toBe(false)
      expect(provider.seen).toHaveLength(1)
      expect(await pool.outcomes()).toEqual([{ aborted: 1 }, {}])
    })

    it('says that no key is left when none works, after one request for each', async () => {
      const pool = await startSandboxPool(way.provider, ['invalid', 'rate-limited-minute'])
      const thrown = await errorOf(call(pool))
      expect(rootOf(thrown)).toSatisfy(NoKeyAvailable.isInstance)
      expect(pool.sandbox.requests()).toHaveLength(2)
      expect(await pool.outcomes()).toEqual([{ invalid_key: 1 }, { rate_limit: 1 }])
      expectNoSecret(pool, printed(thrown))
    })

    it('asks five times and no more when the provider is overloaded', async () => {
      const pool = await startSandboxPool(way.provider, Array(7).fill('overloaded'), {
        hurried: true,
      })
      const thrown = await errorOf(call(pool))
      const status = way.provider === 'anthropic' ? 529 : 503
      expect(thrown).toSatisfy((error) => isProviderFailed(error) || way.isRefusal(error, status))
      expect(pool.sandbox.requests()).toHaveLength(5)
      expectNoSecret(pool, printed(thrown))
    })

    it('asks five times and no more when nobody listens at the provider', async () => {
      const pool = await startPool(way.provider, 6, { hurried: true })
      let requests = 0
      const counted: typeof fetch = (input, init) => {
        requests += 1
        return fetch(input, init)
      }
      const target = { ...pool, url: await deadUrl(), options: { fetch: counted } }
      await expect(call(target)).rejects.toThrow()
      expect(requests).toBe(5)
      const told = await pool.outcomes()
      expect(told.slice(0, 5)).toEqual(Array(5).fill({ network: 1 }))
    })
  })

  it('reports a stream that breaks after it has begun, and does not begin anew', async () => {
    let handOn = () => {}
    const handedOn = new Promise<void>((resolve) => {
      handOn = resolve
    })
    let pauses = 0
    const pool = await startSandboxPool(way.provider, ['cut', 'healthy'], {
      // The first events go out at once, the rest once the caller has the first.
      sleep: async () => {
        pauses += 1
        if (pauses > 3) await handedOn
      },
    })
    const around = (pooled: typeof fetch): typeof fetch => {
      return async (input, init) => pooled(input, init).finally(handOn)
    }
    await errorOf(textOf(way.stream({ ...pool, around })))
    expect(pool.sandbox.requests()).toHaveLength(1)
    expect(await pool.outcomes()).toEqual([{ network: 1 }, {}])
  })

  it('blames no key when the caller leaves in the middle of a stream', async () => {
    const pool = await startSandboxPool(way.provider, ['healthy', 'healthy'], {
      // Nothing comes after the first events until the caller has left.
      sleep: (() => {
        let pauses = 0
        return (_ms, signal) =>
          new Promise<void>((resolve) => {
            pauses += 1
            if (pauses <= 5) resolve()
            signal.addEventListener('abort', () => resolve())
          })
      })(),
    })
    const caller = new AbortController()
    const read = (async () => {
      for await (const piece of way.stream(pool, caller.signal)) if (piece) caller.abort()
    })()
    await errorOf(read)
    expect(pool.sandbox.requests()).toHaveLength(1)
    expect(await pool.outcomes()).toEqual([{ aborted: 1 }, {}])
  })
})
