import { knownProviders } from '@itqan/keys-contract'
import { describe, expect, test } from 'vitest'
import { classifyFailure } from './classify-failure'
import type { ProviderFailure } from './failure'
import { gemini } from './recorded/gemini'
import { openai } from './recorded/openai'
import {
  classifyRow,
  DAY,
  expectedOf,
  failureOf,
  HOUR,
  MINUTE,
  NOW,
  type Row,
  SECOND,
} from './recorded/table'

const answer = (status: number, headers: Record<string, string> = {}, body: unknown = null) => ({
  status,
  headers,
  body,
})

const noModel = { error: { message: 'Model "llama-9" was not found.' } }

const rows: Row[] = [
  {
    title: 'A 401 is an invalid key, though not exactly',
    answer: answer(401, {}, { error: { code: 'invalid_api_key' } }),
    outcome: 'invalid_key',
    exact: false,
    inMs: null,
    scope: null,
    restMs: HOUR,
    escalates: true,
  },
  {
    title: 'A 402 is a matter of money',
    answer: answer(402),
    outcome: 'billing',
    exact: false,
    inMs: null,
    scope: null,
    restMs: DAY,
  },
  {
    title: 'A 403 keeps the key from the model',
    answer: answer(403),
    outcome: 'model_unavailable',
    exact: false,
    inMs: null,
    scope: null,
    restMs: 12 * HOUR,
  },
  {
    title: 'A 404 that names the model keeps the key from it',
    answer: answer(404, {}, noModel),
    model: 'llama-9',
    outcome: 'model_unavailable',
    exact: false,
    inMs: null,
    scope: null,
    restMs: 12 * HOUR,
  },
  {
    title: "A 404 that does not name the model is the caller's mistake",
    answer: answer(404, {}, noModel),
    model: 'llama-8',
    outcome: 'client_error',
    exact: false,
    inMs: null,
    scope: null,
  },
  {
    title: 'A 408 is a call that broke off',
    answer: answer(408),
    outcome: 'network',
    exact: false,
    inMs: null,
    scope: null,
  },
  {
    title: "A 422 is the caller's mistake",
    answer: answer(422),
    outcome: 'client_error',
    exact: false,
    inMs: null,
    scope: null,
  },
  {
    title: 'A 429 rests for the seconds of the header',
    answer: answer(429, { 'retry-after': ' 90 ' }),
    outcome: 'rate_limit',
    exact: false,
    inMs: 90 * SECOND,
    scope: null,
  },
  {
    title: 'A 429 that asks for a year rests for 31 days',
    answer: answer(429, { 'retry-after': '31536000' }),
    outcome: 'rate_limit',
    exact: false,
    inMs: 31 * DAY,
    scope: null,
  },
  {
    title: 'A 429 without a header rests for a minute, and longer the next time',
    answer: answer(429),
    outcome: 'rate_limit',
    exact: false,
    inMs: null,
    scope: null,
    restMs: MINUTE,
    escalates: true,
  },
  {
    title: 'A 503 that says when to come back rests the provider',
    answer: answer(503, { 'retry-after': '5' }),
    outcome: 'overloaded',
    exact: false,
    inMs: 5 * SECOND,
    scope: 'provider',
  },
  {
    title: 'A 530 costs the key nothing',
    answer: answer(530),
    outcome: 'overloaded',
    exact: false,
    inMs: null,
    scope: null,
  },
  {
    title: 'A redirect is no answer of the provider',
    answer: answer(302),
    outcome: 'network',
    exact: false,
    inMs: null,
    scope: null,
  },
]

describe('A provider that nobody described goes by its status', () => {
  test.each(rows)('$title', (row) => {
    expect(classifyRow('some-provider', row)).toEqual(expectedOf(row))
  })

  test.each(['constructor', 'toString', '__proto__'])('even if its name is "%s"', (provider) => {
    const failure = failureOf(answer(429))
    const read = classifyFailure({ provider, failure, now: NOW, random: Math.random })
    expect(read.outcome).toBe('rate_limit')
  })
})

const kinds = [
  { kind: 'aborted', outcome: 'aborted', says: 'who stopped waiting' },
  { kind: 'network', outcome: 'network', says: 'a connection' },
  { kind: 'unknown', outcome: 'client_error', says: "a mistake in the caller's code" },
] as const

describe.each([...knownProviders, 'some-provider'])('At %s', (provider) => {
  test.each(kinds)('what comes of $says costs the key nothing', ({ kind, outcome }) => {
    // A status and a body that would mean an invalid key, had the provider answered.
    const failure: ProviderFailure = { ...failureOf(gemini.keyNotValid), kind }
    const read = classifyFailure({ provider, failure, now: NOW, random: Math.random })
    expect(read).toEqual({
      outcome,
      exact: false,
      until: null,
      restMs: null,
      escalates: false,
      scope: null,
      quotaPool: null,
    })
  })

  test('a status alone never disables a key', () => {
    const statuses = [400, 401, 402, 403, 404, 429, 500]
    const read = statuses.map((status) => classifyRow(provider, { ...row, answer: answer(status) }))
    expect(read.filter(({ exact }) => exact)).toEqual([])
  })
})

const [row] = rows as [Row, ...Row[]]

test("One provider's reasons mean nothing to another", () => {
  const failures = [
    classifyRow('openai', { ...row, answer: gemini.keyNotValid }),
    classifyRow('gemini', { ...row, answer: openai.invalidKey }),
  ]
  expect(failures.map(({ outcome, exact }) => [outcome, exact])).toEqual([
    ['client_error', false],
    ['invalid_key', false],
  ])
})
