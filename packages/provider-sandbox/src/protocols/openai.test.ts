import { describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../create-sandbox'
import { type PostOptions, keyThatIs, post, sseIn } from '../test-client'

const options = { chunkDelayMs: 0, now: () => 1_700_000_000_999 }
const messages = [{ role: 'user', content: 'Un riad' }]

const chat = (sandbox: Sandbox, more: Partial<PostOptions> & { ask?: object } = {}) =>
  post(sandbox, {
    provider: 'openai',
    path: '/openai/v1/chat/completions',
    body: { model: 'gpt-test', messages, ...more.ask },
    ...more,
  })

const responses = (sandbox: Sandbox, ask: object = {}) =>
  post(sandbox, {
    provider: 'openai',
    path: '/openai/v1/responses',
    body: { model: 'gpt-test', input: 'Un riad', ...ask },
  })

// Vitest types its matchers `any`.
const brief: unknown = expect.stringMatching(/^# Un riad\n/)
const anyNumber: unknown = expect.any(Number)

const head = { id: 'chatcmpl-sandbox000000000001', created: 1_700_000_000, model: 'gpt-test' }
const usage = { prompt_tokens: 2, completion_tokens: anyNumber, total_tokens: anyNumber }

test('a chat completion has the shape of OpenAI', async () => {
  await using sandbox = await createSandbox(options)
  const response = await chat(sandbox)
  expect(response.headers.get('x-request-id')).toBe('req_sandbox000000000001')
  expect(await response.json()).toEqual({
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: brief, refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage,
  })
})

test.each([
  ['says its cost when it is asked to', { include_usage: true }, [{ choices: [], usage }]],
  ['does not say its cost unasked', { include_usage: false }, []],
])('a streamed chat completion %s', async (_, stream_options, costs) => {
  await using sandbox = await createSandbox(options)
  const response = await chat(sandbox, { ask: { stream: true, stream_options } })
  const events = sseIn(await response.text())
  expect(events.at(-1)).toEqual({ event: null, data: '[DONE]' })
  const chunks = events.slice(0, -1).map(({ data }) => JSON.parse(data) as unknown)
  const chunk = (delta: unknown, finish_reason: 'stop' | null) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  })
  expect(chunks[0]).toEqual(chunk({ role: 'assistant', content: '' }, null))
  expect(chunks[1]).toEqual(chunk({ content: brief }, null))
  const end = [
    chunk({}, 'stop'),
    ...costs.map((cost) => ({ ...head, object: 'chat.completion.chunk', ...cost })),
  ]
  expect(chunks.slice(-end.length)).toEqual(end)
})

const part = (text: unknown) => ({ type: 'output_text', text, annotations: [], logprobs: [] })
const item = (status: string, content: unknown[]) => ({
  id: 'msg_sandbox000000000001',
  type: 'message',
  status,
  role: 'assistant',
  content,
})
const done = {
  id: 'resp_sandbox000000000001',
  object: 'response',
  created_at: 1_700_000_000,
  status: 'completed',
  error: null,
  model: 'gpt-test',
  output: [item('completed', [part(brief)])],
  usage: {
    input_tokens: 2,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: anyNumber,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: anyNumber,
  },
}

test('a response has the shape of the Responses API', async () => {
  await using sandbox = await createSandbox(options)
  expect(await (await responses(sandbox)).json()).toMatchObject(done)
})

test('a streamed response tells each step, numbered, and ends with all of it', async () => {
  await using sandbox = await createSandbox(options)
  const events = sseIn(await (await responses(sandbox, { stream: true })).text())
  const steps = events.map(({ data }) => JSON.parse(data) as { type: string; delta?: string })
  expect(events.map(({ event }) => event)).toEqual(steps.map(({ type }) => type))
  const place = { item_id: 'msg_sandbox000000000001', output_index: 0, content_index: 0 }
  const begun = { ...done, status: 'in_progress', output: [], usage: null }
  const rest = steps.filter(({ type }) => type !== 'response.output_text.delta')
  expect(rest).toMatchObject([
    { type: 'response.created', sequence_number: 0, response: begun },
    { type: 'response.in_progress', sequence_number: 1, response: begun },
    { type: 'response.output_item.added', output_index: 0, item: item('in_progress', []) },
    { type: 'response.content_part.added', ...place, part: part('') },
    { type: 'response.output_text.done', ...place, text: brief },
    { type: 'response.content_part.done', ...place, part: part(brief) },
    { type: 'response.output_item.done', item: item('completed', [part(brief)]) },
    { type: 'response.completed', sequence_number: steps.length - 1, response: done },
  ])
  expect(steps[4]).toEqual({
    type: 'response.output_text.delta',
    sequence_number: 4,
    ...place,
    delta: brief,
    logprobs: [],
  })
})

test('an error breaks into a streamed response as an event of its own', async () => {
  await using sandbox = await createSandbox(options)
  sandbox.setBehaviour(keyThatIs('healthy', 'openai'), 'overloaded-midstream')
  const [, event] = sseIn(await (await responses(sandbox, { stream: true })).text())
  expect(event?.event).toBe('error')
  expect(JSON.parse(event?.data ?? '')).toMatchObject({
    type: 'error',
    sequence_number: 1,
    error: { type: 'server_error', code: null },
  })
})

const spentTokens = {
  'x-ratelimit-limit-tokens': '200000',
  'x-ratelimit-remaining-tokens': '199980',
  'x-ratelimit-reset-tokens': '6ms',
}

const byKey = [
  {
    behaviour: 'rate-limited-minute',
    status: 429,
    error: { type: 'requests', code: 'rate_limit_exceeded' },
    message: /on requests per min \(RPM\).*Please try again in 22\.419s\.$/,
    headers: {
      'retry-after': '23',
      'retry-after-ms': '22419',
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '22.419s',
      ...spentTokens,
    },
  },
  {
    behaviour: 'rate-limited-day',
    status: 429,
    error: { type: 'requests', code: 'rate_limit_exceeded' },
    message: /on requests per day \(RPD\).*Please try again in 9h58m34\.205s\.$/,
    headers: {
      'retry-after': '35915',
      'retry-after-ms': '35914205',
      'x-ratelimit-limit-requests': '200',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '9h58m34.205s',
      ...spentTokens,
    },
  },
  {
    behaviour: 'no-quota',
    status: 429,
    error: { type: 'requests', code: 'rate_limit_exceeded' },
    message: /Requested 1\.$/,
  },
  {
    behaviour: 'billing',
    status: 429,
    error: { type: 'insufficient_quota', code: 'insufficient_quota' },
    message: /exceeded your current quota/,
  },
  {
    behaviour: 'invalid',
    status: 401,
    error: { type: 'invalid_request_error', code: 'invalid_api_key' },
    message: /^Incorrect API key provided: sk-proj-\*{44}0016\.$/,
  },
  {
    behaviour: 'suspended',
    status: 401,
    error: { type: 'invalid_request_error', code: 'account_deactivated' },
    message: /deactivated/,
  },
  {
    behaviour: 'overloaded',
    status: 503,
    error: { type: 'server_error', code: null },
    message: /overloaded/,
  },
  {
    behaviour: 'no-model',
    status: 404,
    error: { type: 'invalid_request_error', code: 'model_not_found' },
    message: /`gpt-test` does not exist/,
  },
  {
    behaviour: 'forbidden',
    status: 403,
    error: { type: 'invalid_request_error', code: 'model_not_found' },
    message: /does not have access to model `gpt-test`/,
  },
] as const

describe.each(byKey)(
  'a key that is $behaviour',
  ({ behaviour, status, error, message, ...rest }) => {
    test('is refused with the status, the code and the hints of OpenAI', async () => {
      await using sandbox = await createSandbox(options)
      const response = await chat(sandbox, { behaviour })
      expect(response.status).toBe(status)
      expect(await response.json()).toEqual({
        error: { ...error, param: null, message: expect.stringMatching(message) as unknown },
      })
      const hints = [...response.headers].filter(([name]) =>
        /^(retry-after|x-ratelimit)/.test(name),
      )
      expect(Object.fromEntries(hints)).toEqual('headers' in rest ? rest.headers : {})
    })
  },
)

test.each([
  ['no key', { key: null }, { status: 401, code: null, param: null }],
  ['no JSON', { body: '{' }, { status: 400, code: null, param: null }],
  [
    'no model',
    { body: { messages } },
    { status: 400, code: 'missing_required_parameter', param: 'model' },
  ],
  [
    'no messages',
    { body: { model: 'm', messages: [] } },
    { status: 400, code: 'missing_required_parameter', param: 'messages' },
  ],
  [
    'no input',
    { path: '/openai/v1/responses', body: { model: 'm' } },
    { status: 400, code: 'missing_required_parameter', param: 'input' },
  ],
  ['an unknown path', { path: '/openai/v1/images' }, { status: 404, code: null, param: null }],
  [
    'a body over 1 MB',
    { body: 'x'.repeat(2 * 1024 * 1024) },
    { status: 413, code: 'request_too_large', param: null },
  ],
])('a call with %s is refused in the shape of OpenAI', async (_, more, { status, ...error }) => {
  await using sandbox = await createSandbox(options)
  const response = await chat(sandbox, more)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({
    error: { type: 'invalid_request_error', ...error },
  })
})
