import { describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../create-sandbox'
import { type PostOptions, keyThatIs, post, sseIn } from '../test-client'

const options = { chunkDelayMs: 0, now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 600) }
const messages = [{ role: 'user', content: 'Un riad' }]

const call = (sandbox: Sandbox, more: Partial<PostOptions> & { ask?: object } = {}) =>
  post(sandbox, {
    provider: 'anthropic',
    path: '/anthropic/v1/messages',
    body: { model: 'claude-test', max_tokens: 9, messages, ...more.ask },
    ...more,
  })

// Vitest types its matchers `any`.
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)
const brief = matching(/^# Un riad\n/)
const anyNumber: unknown = expect.any(Number)

const message = {
  id: 'msg_sandbox000000000001',
  type: 'message',
  role: 'assistant',
  model: 'claude-test',
  stop_sequence: null,
}
const usage = {
  input_tokens: 2,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  service_tier: 'standard',
}

test('a message has the shape of Anthropic', async () => {
  await using sandbox = await createSandbox(options)
  const response = await call(sandbox)
  expect(response.headers.get('request-id')).toBe('req_sandbox000000000001')
  expect(await response.json()).toEqual({
    ...message,
    content: [{ type: 'text', text: brief }],
    stop_reason: 'end_turn',
    usage: { ...usage, output_tokens: anyNumber },
  })
})

test('a streamed message tells each step, and its cost before it stops', async () => {
  await using sandbox = await createSandbox(options)
  const events = sseIn(await (await call(sandbox, { ask: { stream: true } })).text())
  const steps = events.map(({ data }) => JSON.parse(data) as { type: string })
  expect(events.map(({ event }) => event)).toEqual(steps.map(({ type }) => type))
  expect(steps[3]).toEqual({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: brief },
  })
  const start = {
    ...message,
    content: [],
    stop_reason: null,
    usage: { ...usage, output_tokens: 1 },
  }
  expect(steps.filter(({ type }) => type !== 'content_block_delta')).toEqual([
    { type: 'message_start', message: start },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: anyNumber },
    },
    { type: 'message_stop' },
  ])
})

test('an overloaded stream has an error event after the message has begun', async () => {
  await using sandbox = await createSandbox(options)
  const response = await call(sandbox, {
    ask: { stream: true },
    behaviour: 'overloaded-midstream',
  })
  const [start, error, ...others] = sseIn(await response.text())
  expect(start?.event).toBe('message_start')
  expect(error).toEqual({
    event: 'error',
    data: JSON.stringify({
      type: 'error',
      error: { type: 'overloaded_error', message: 'Overloaded' },
      request_id: 'req_sandbox000000000001',
    }),
  })
  expect(others).toEqual([])
})

test('a key is taken as a bearer token too, and refused as one', async () => {
  await using sandbox = await createSandbox(options)
  const ask = (key: string) =>
    fetch(`${sandbox.url}/anthropic/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: 'm', messages }),
    })
  expect((await ask(keyThatIs('healthy', 'anthropic'))).status).toBe(200)
  expect(await (await ask('stranger')).json()).toMatchObject({
    error: { type: 'authentication_error', message: 'Invalid bearer token' },
  })
})

const untouched = {
  'anthropic-ratelimit-tokens-limit': '80000',
  'anthropic-ratelimit-tokens-remaining': '79000',
  'anthropic-ratelimit-tokens-reset': '2026-01-02T03:04:06Z',
}

const byKey = [
  {
    behaviour: 'rate-limited-minute',
    status: 429,
    type: 'rate_limit_error',
    text: /50 requests per minute/,
    headers: {
      'retry-after': '23',
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-01-02T03:04:29Z',
      ...untouched,
    },
  },
  {
    behaviour: 'rate-limited-day',
    status: 429,
    type: 'rate_limit_error',
    text: /1000 requests per day/,
    headers: {
      'retry-after': '35915',
      'anthropic-ratelimit-requests-limit': '1000',
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-01-02T13:02:40Z',
      ...untouched,
    },
  },
  { behaviour: 'no-quota', status: 429, type: 'rate_limit_error', text: /would exceed/ },
  {
    behaviour: 'billing',
    status: 400,
    type: 'invalid_request_error',
    text: /^Your credit balance is too low/,
  },
  { behaviour: 'invalid', status: 401, type: 'authentication_error', text: /^invalid x-api-key$/ },
  {
    behaviour: 'suspended',
    status: 400,
    type: 'invalid_request_error',
    text: /^This organization has been disabled\.$/,
  },
  { behaviour: 'overloaded', status: 529, type: 'overloaded_error', text: /^Overloaded$/ },
  { behaviour: 'no-model', status: 404, type: 'not_found_error', text: /^model: claude-test$/ },
  { behaviour: 'forbidden', status: 403, type: 'permission_error', text: /permission/ },
] as const

describe.each(byKey)('a key that is $behaviour', ({ behaviour, status, type, text, ...rest }) => {
  test('is refused with the status, the type and the hints of Anthropic', async () => {
    await using sandbox = await createSandbox(options)
    const response = await call(sandbox, { behaviour })
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type, message: matching(text) },
      request_id: response.headers.get('request-id'),
    })
    const hints = [...response.headers].filter(([name]) => /^(retry-after|anthropic)/.test(name))
    expect(Object.fromEntries(hints)).toEqual('headers' in rest ? rest.headers : {})
  })
})

const invalidRequest = { status: 400, type: 'invalid_request_error' }

test.each([
  [
    'no key',
    { key: null },
    { status: 401, type: 'authentication_error', message: 'x-api-key header is required' },
  ],
  ['no JSON', { body: '[]' }, { ...invalidRequest, message: 'The request body is not valid JSON' }],
  ['no model', { body: { messages } }, { ...invalidRequest, message: 'model: Field required' }],
  [
    'no messages',
    { body: { model: 'm' } },
    { ...invalidRequest, message: 'messages: Field required' },
  ],
  [
    'an unknown path',
    { path: '/anthropic/v1/complete' },
    { status: 404, type: 'not_found_error', message: 'Not Found' },
  ],
  [
    'a body over 1 MB',
    { body: 'x'.repeat(2 * 1024 * 1024) },
    { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' },
  ],
])('a call with %s is refused in the shape of Anthropic', async (_, more, { status, ...error }) => {
  await using sandbox = await createSandbox(options)
  const response = await call(sandbox, more)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ type: 'error', error })
})
