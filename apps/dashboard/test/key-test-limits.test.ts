import type { KeyTest } from '@itqan/keys-contract'
import { createConsoleHandler, type KeyTester, type RateLimiter } from '@itqan/keys-router'
import { consolePorts, createMemoryAudit } from '@itqan/keys-router/test-doubles'
import { expect, it, vi } from 'vitest'

const answer: KeyTest & { provider: string } = {
  ...{ provider: 'gemini', outcome: 'ok', status: 200, latencyMs: 12, said: null },
}

function setUp(tests: RateLimiter) {
  const tester = { test: vi.fn<KeyTester['test']>(async () => answer) }
  const audit = createMemoryAudit()
  const handler = createConsoleHandler({
    ports: consolePorts({ tester, tests, audit }),
    origins: [],
    log: { error: () => undefined },
    getUser: async (headers) => ({
      ...{ id: headers.get('cookie') ?? '', role: 'operator', sessionId: 's', passwordAt: null },
    }),
  })
  const ask = (cookie: string) =>
    handler(
      new Request('http://127.0.0.1:3001/api/trpc/keys.test', {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: '{"json":{"keyId":"k"}}',
      }),
    )
  return { ask, tester, audit }
}

it('asks a provider no more often than a person may, and says when to come back', async () => {
  const take = vi.fn<RateLimiter['take']>(async (caller) =>
    caller === 'hasty' ? { isAllowed: false, retryAfterMs: 12_345 } : { isAllowed: true },
  )
  const { ask, tester, audit } = setUp({ take })
  const refused = await ask('hasty')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('13')
  expect(await refused.text()).toContain('TOO_MANY_REQUESTS')
  expect(tester.test).not.toHaveBeenCalled()
  expect(audit.events).toMatchObject([{ action: 'key.test', outcome: 'refused' }])
  expect((await ask('patient')).status).toBe(200)
  expect(tester.test.mock.calls).toEqual([['k']])
  expect(take.mock.calls).toEqual([
    ['hasty', 1],
    ['patient', 1],
  ])
})

it('writes down what the provider answered: a test of a limited key was done', async () => {
  const { ask, tester, audit } = setUp({ take: async () => ({ isAllowed: true }) })
  tester.test.mockResolvedValueOnce({ ...answer, outcome: 'rate_limit', status: 429 })
  expect((await ask('patient')).status).toBe(200)
  expect(audit.events).toMatchObject([
    { action: 'key.test', outcome: 'ok', provider: 'gemini', detail: 'rate_limit' },
  ])
})
