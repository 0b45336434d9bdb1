import { expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../create-sandbox'
import { type PostOptions, post, sseIn } from '../test-client'

const options = { chunkDelayMs: 0, now: () => 1_700_000_000_999 }
const messages = [{ role: 'user', content: 'Un riad' }]

const chat = (sandbox: Sandbox, more: Partial<PostOptions> & { ask?: object } = {}) =>
  post(sandbox, {
    provider: 'mistral',
    path: '/mistral/v1/chat/completions',
    body: { model: 'mistral-test', messages, ...more.ask },
    ...more,
  })

// Vitest types its matchers `any`.
const brief: unknown = expect.stringMatching(/^# Un riad\n/)
const anyNumber: unknown = expect.any(Number)

const head = { id: 'sandbox000000000001', created: 1_700_000_000, model: 'mistral-test' }
const usage = { prompt_tokens: 2, completion_tokens: anyNumber, total_tokens: anyNumber }

test('a chat completion has the shape of Mistral', async () => {
  await using sandbox = await createSandbox(options)
  expect(await (await chat(sandbox)).json()).toEqual({
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: brief, tool_calls: null },
        finish_reason: 'stop',
      },
    ],
    usage,
  })
})

test('a streamed chat completion says its cost with its reason, unasked', async () => {
  await using sandbox = await createSandbox(options)
  const events = sseIn(await (await chat(sandbox, { ask: { stream: true } })).text())
  expect(events.at(-1)?.data).toBe('[DONE]')
  expect(JSON.parse(events.at(-2)?.data ?? '')).toEqual({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
    usage,
  })
  expect(events.filter(({ data }) => data.includes('"usage"'))).toHaveLength(1)
})

const limited = { message: 'Rate limit exceeded', type: 'rate_limited', code: '1300' }
const unavailable = { message: 'Service unavailable.', type: 'unreachable_backend', code: '1100' }
const noModel = { message: 'Invalid model: mistral-test', type: 'invalid_model', code: '1500' }
const unpaid = { message: 'Payment required', type: 'payment_required', code: null }

const error = (content: object) => ({ object: 'error', param: null, ...content })

const byKey = [
  { behaviour: 'rate-limited-minute', status: 429, body: error(limited), retryAfter: '23' },
  { behaviour: 'rate-limited-day', status: 429, body: error(limited), retryAfter: '35915' },
  { behaviour: 'no-quota', status: 429, body: error(limited) },
  { behaviour: 'billing', status: 402, body: error(unpaid) },
  { behaviour: 'invalid', status: 401, body: { detail: 'Unauthorized' } },
  { behaviour: 'suspended', status: 401, body: { detail: 'Unauthorized' } },
  { behaviour: 'overloaded', status: 503, body: error(unavailable) },
  { behaviour: 'no-model', status: 400, body: error(noModel) },
  { behaviour: 'forbidden', status: 403, body: { detail: 'Forbidden' } },
] as const

test.each(byKey)('a key that is $behaviour is refused with $status', async (row) => {
  await using sandbox = await createSandbox(options)
  const response = await chat(sandbox, { behaviour: row.behaviour })
  expect(response.status).toBe(row.status)
  expect(await response.json()).toEqual(row.body)
  expect(response.headers.get('retry-after')).toBe('retryAfter' in row ? row.retryAfter : null)
})

test.each([
  ['no key', { key: null }, { status: 401, body: { detail: 'Unauthorized' } }],
  ['no JSON', { body: '{' }, { status: 400, body: { object: 'error', message: 'Invalid JSON' } }],
  [
    'no messages',
    { body: { model: 'm' } },
    { status: 422, body: { object: 'error', message: 'messages: Field required' } },
  ],
  [
    'no model',
    { body: { messages } },
    { status: 422, body: { object: 'error', message: 'model: Field required' } },
  ],
  [
    'an unknown path',
    { path: '/mistral/v1/fim' },
    { status: 404, body: { message: 'no Route matched with those values' } },
  ],
  [
    'a body over 1 MB',
    { body: 'x'.repeat(2 * 1024 * 1024) },
    { status: 413, body: { object: 'error', message: 'Request too large' } },
  ],
])('a call with %s is refused in the shape of Mistral', async (_, more, { status, body }) => {
  await using sandbox = await createSandbox(options)
  const response = await chat(sandbox, more)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject(body)
})
