import { describe, expect, test } from 'vitest'
import { classifyFailure } from './classify-failure'
import type { Classification, ProviderFailure } from './failure'
import { readFailure } from './read-failure'
import { readResponse } from './read-response'
import { anthropic, anthropicBody, overloadedError } from './recorded/anthropic'
import type { RecordedAnswer } from './recorded/answer'
import { gemini } from './recorded/gemini'
import { geminiQuota } from './recorded/gemini-quota'
import { mistral } from './recorded/mistral'
import { openai } from './recorded/openai'
import { sdks } from './recorded/sdks'
import { breakOff, replyWith, serve, staySilent, stream } from './recorded/serve'
import { NOW } from './recorded/table'

const recordedBy: Record<string, Record<string, RecordedAnswer>> = {
  gemini: { ...gemini, ...geminiQuota },
  openai,
  anthropic,
  mistral,
}

function classify(provider: string, failure: ProviderFailure): Classification {
  return classifyFailure({ provider, failure, now: NOW, random: () => 0 })
}

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('The call went well')
}

const answers = sdks.flatMap((sdk) =>
  Object.entries(recordedBy[sdk.provider] ?? {}).map(([name, answer]) => ({ sdk, name, answer })),
)

test.each(answers)('$sdk.name throws for "$name" what the answer means', async (row) => {
  await using server = await serve({ [row.name]: replyWith(row.answer) })
  const baseURL = `${server.url}/${row.name}`
  const failure = readFailure(await thrownBy(row.sdk.call({ baseURL })))
  const raw = await readResponse(await fetch(baseURL))
  expect(failure).toMatchObject({ kind: 'response', status: row.answer.status })
  expect(classify(row.sdk.provider, failure)).toEqual(classify(row.sdk.provider, raw))
})

const json = (body: unknown) => `data: ${JSON.stringify(body)}\n\n`
const chunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'some-model' }
const begun = json({ ...chunk, choices: [{ index: 0, delta: { content: 'He' } }] })
const begunByProvider: Record<string, string> = {
  gemini: json({ candidates: [{ content: { role: 'model', parts: [{ text: 'He' }] } }] }),
  openai: begun,
  mistral: begun,
  anthropic: `event: message_start\n${json({
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      content: [],
      model: 'some-model',
      usage: { input_tokens: 1, output_tokens: 1 },
    },
  })}event: ping\n${json({ type: 'ping' })}`,
}
const overload = `event: error\n${json(anthropicBody(overloadedError))}`

const streamed = [
  { sdk: '@anthropic-ai/sdk', said: overload, outcome: 'overloaded' },
  { sdk: '@ai-sdk/anthropic', said: overload, outcome: 'overloaded' },
  { sdk: '@google/genai', said: json(gemini.overloaded.body), outcome: 'overloaded' },
  { sdk: '@google/genai', said: json(geminiQuota.minute.body), outcome: 'rate_limit' },
  { sdk: 'openai', said: json(openai.limitedWithoutHint.body), outcome: 'rate_limit' },
  { sdk: 'openai', said: json(openai.serverError.body), outcome: 'overloaded' },
  { sdk: '@ai-sdk/openai chat', said: json(openai.noQuota.body), outcome: 'billing' },
  { sdk: '@ai-sdk/mistral', said: json(mistral.limited.body), outcome: 'rate_limit' },
]

describe.each(streamed)('$sdk throws in a stream what means $outcome', (row) => {
  const sdk = sdks.filter(({ name }) => name === row.sdk)

  test.each(sdk)('at its very start', async ({ provider, stream: call }) => {
    await using server = await serve({ stream: stream(row.said) })
    const failure = readFailure(await thrownBy(call({ baseURL: `${server.url}/stream` })))
    expect(failure.kind).toBe('response')
    expect(classify(provider, failure)).toMatchObject({ outcome: row.outcome, exact: false })
  })

  test.each(sdk)('after its first words', async ({ provider, stream: call }) => {
    const start = begunByProvider[provider] ?? ''
    await using server = await serve({ stream: stream(start, row.said) })
    const failure = readFailure(await thrownBy(call({ baseURL: `${server.url}/stream` })))
    expect(failure.kind).toBe('response')
    expect(classify(provider, failure)).toMatchObject({ outcome: row.outcome, exact: false })
  })
})

describe.each(sdks)('What $name throws', ({ provider, call, stream: callStream }) => {
  test('where nobody listens is a failure of the network', async () => {
    const server = await serve({})
    await server[Symbol.asyncDispose]()
    const failure = readFailure(await thrownBy(call({ baseURL: `${server.url}/closed` })))
    expect(failure).toMatchObject({ kind: 'network', status: null })
    expect(failure.message).toContain('ECONNREFUSED')
  })

  test('at an answer that breaks off is a failure of the network', async () => {
    await using server = await serve({ cut: breakOff('application/json', '{"candidates": [') })
    const failure = readFailure(await thrownBy(call({ baseURL: `${server.url}/cut` })))
    expect(failure.kind).toBe('network')
  })

  test('at a stream that breaks off is a failure of the network', async () => {
    const start = begunByProvider[provider] ?? ''
    await using server = await serve({ cut: breakOff('text/event-stream', start) })
    const failure = readFailure(await thrownBy(callStream({ baseURL: `${server.url}/cut` })))
    expect(failure.kind).toBe('network')
  })

  test('at a connection closed without an answer is a failure of the network', async () => {
    await using server = await serve({ hangUp: (response) => response.destroy() })
    const failure = readFailure(await thrownBy(call({ baseURL: `${server.url}/hangUp` })))
    expect(failure.kind).toBe('network')
  })

  test('to a caller who gave up is an abort', async () => {
    const controller = new AbortController()
    const { signal } = controller
    await using server = await serve({ wait: () => controller.abort() })
    const error = await thrownBy(call({ baseURL: `${server.url}/wait`, signal }))
    expect(readFailure(error, signal).kind).toBe('aborted')
  })

  test('to a caller whose time was up is an abort', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const timeUp = () => controller.abort(new DOMException('Time is up', 'TimeoutError'))
    await using server = await serve({ wait: timeUp })
    const error = await thrownBy(call({ baseURL: `${server.url}/wait`, signal }))
    expect(readFailure(error, signal).kind).toBe('aborted')
  })
})

const withTimeout = sdks.filter(({ name }) => !name.startsWith('@ai-sdk'))

test.each(withTimeout)('What $name throws at its own time limit is of the network', async (sdk) => {
  await using server = await serve({ wait: staySilent })
  const error = await thrownBy(sdk.call({ baseURL: `${server.url}/wait`, timeout: 25 }))
  expect(readFailure(error, new AbortController().signal)).toMatchObject({ kind: 'network' })
})
