import type { Outcome } from '@itqan/keys-contract'
import { describe, expectTypeOf, it } from 'vitest'
import { createKeysClient, type FailureOutcome, type Lease, NoKeyAvailable, type Provider } from '.'

const client = createKeysClient({ url: 'http://localhost:3001', secret: 'x' })

describe('withKey', () => {
  it('hands on what the function resolves with', () => {
    expectTypeOf(client.withKey('gemini', () => 7)).resolves.toEqualTypeOf<number>()
    expectTypeOf(
      client.withKey('openai', { model: 'gpt-5', deadline: 5_000 }, async (key, attempt) => {
        expectTypeOf(key).toEqualTypeOf<string>()
        expectTypeOf(attempt.signal).toEqualTypeOf<AbortSignal>()
        expectTypeOf(attempt.keep()).toEqualTypeOf<Lease>()
        return { text: 'x' } as const
      }),
    ).resolves.toEqualTypeOf<{ readonly text: 'x' }>()
  })

  it('refuses options that do not exist', () => {
    // @ts-expect-error no such option
    void client.withKey('gemini', { modell: 'gemini-2.5-flash' }, () => 1)
    // @ts-expect-error the function is needed
    void client.withKey('gemini', {})
  })
})

describe('names', () => {
  it('of providers complete, and others are taken as well', () => {
    expectTypeOf<'gemini' | 'openai' | 'anthropic' | 'mistral'>().toExtend<Provider>()
    expectTypeOf<'deepseek'>().toExtend<Provider>()
    // @ts-expect-error a provider is text
    void client.acquire(7)
  })

  it('of outcomes are all to be answered for', () => {
    const meanings = {
      invalid_key: 1,
      billing: 1,
      rate_limit: 1,
      model_unavailable: 1,
      overloaded: 1,
      network: 1,
      client_error: 1,
      aborted: 1,
      error: 1,
    } satisfies Record<FailureOutcome, number>
    expectTypeOf<keyof typeof meanings>().toEqualTypeOf<Exclude<Outcome, 'ok'>>()
    // @ts-expect-error one is missing
    const fewer: Record<FailureOutcome, number> = { invalid_key: 1 }
    void fewer
  })
})

describe('what is told', () => {
  it('has its own type for each event', () => {
    client.on('stale', ({ ageMs }) => expectTypeOf(ageMs).toEqualTypeOf<number>())
    client.on('report-dropped', ({ keyIds }) => expectTypeOf(keyIds).toEqualTypeOf<string[]>())
    // @ts-expect-error no such event
    client.on('updated', () => {})
  })

  it('says when a key may be had', () => {
    const error: unknown = null
    if (!NoKeyAvailable.isInstance(error)) return
    expectTypeOf(error.retryAfter).toEqualTypeOf<number | null>()
    expectTypeOf(error.reasons[0]?.outcome).toEqualTypeOf<Outcome | undefined>()
  })
})

describe('the router as it is', () => {
  it('refuses what the router would refuse', () => {
    // @ts-expect-error a provider is text
    void client.list({ provider: 7 })
    // @ts-expect-error entries have a count
    void client.report({ batchId: 'x', entries: [{ keyId: 'a', outcome: 'ok' }] })
    // @ts-expect-error the secret is needed
    createKeysClient({ url: 'http://localhost:3001' })
  })
})
