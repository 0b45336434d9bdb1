import { describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from './create-sandbox'
import { providers } from './provider'
import { keyThatIs, type PostOptions, post, sseIn } from './test-client'

const atOnce = { chunkDelayMs: 0 }
const french = 'Un site pour un fleuriste'
const messages = [{ role: 'user', content: french }]
const contents = [{ role: 'user', parts: [{ text: french }] }]
const gemini = '/gemini/v1beta/models/m'

type Way = Pick<PostOptions, 'provider' | 'path'> & { body: object; streamPath?: string }

/** Every kind of call, by its address with the provider's prefix. */
const ways: Way[] = [
  {
    provider: 'gemini',
    path: `${gemini}:generateContent`,
    streamPath: `${gemini}:streamGenerateContent?alt=sse`,
    body: { contents },
  },
  { provider: 'openai', path: '/openai/v1/chat/completions', body: { model: 'm', messages } },
  { provider: 'openai', path: '/openai/v1/responses', body: { model: 'm', input: french } },
  { provider: 'anthropic', path: '/anthropic/v1/messages', body: { model: 'm', messages } },
  { provider: 'mistral', path: '/mistral/v1/chat/completions', body: { model: 'm', messages } },
]

const stream = (sandbox: Sandbox, way: Way, more: Partial<PostOptions> = {}) =>
  post(sandbox, {
    ...way,
    path: way.streamPath ?? way.path,
    body: { ...way.body, stream: true },
    ...more,
  })

/** Every text in an answer, in order, wherever the protocol puts it. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'string' && ['text', 'content', 'delta'].includes(name)
      ? [inner]
      : textsIn(inner),
  )
}

const deltasIn = (text: string) =>
  sseIn(text)
    .filter(({ event, data }) => data !== '[DONE]' && (event === null || event.endsWith('delta')))
    .flatMap(({ data }) => textsIn(JSON.parse(data)))

describe.each(ways)('$path', (way) => {
  test('answers a healthy key with one brief, streamed or not', async () => {
    await using sandbox = await createSandbox(atOnce)
    const single = await post(sandbox, way)
    expect(single.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const streamed = await stream(sandbox, way)
    expect(streamed.headers.get('content-type')).toBe('text/event-stream')
    const deltas = deltasIn(await streamed.text())
    expect(deltas.length).toBeGreaterThan(24)
    expect(deltas.join('')).toMatch(/^# Un site pour un fleuriste\n[^]+## Portée/)
    expect(textsIn(await single.json())).toEqual([deltas.join('')])
  })

  test('begins an answer for a key that is cut, then drops the connection', async () => {
    await using sandbox = await createSandbox(atOnce)
    for (const response of [
      await post(sandbox, { ...way, behaviour: 'cut' }),
      await stream(sandbox, way, { behaviour: 'cut' }),
    ]) {
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow('terminated')
    }
  })

  test('delays the answer for a slow key', async () => {
    const pauses: number[] = []
    const sleep = async (ms: number) => void pauses.push(ms)
    await using sandbox = await createSandbox({ ...atOnce, slowMs: 77, sleep })
    expect((await post(sandbox, { ...way, behaviour: 'slow' })).status).toBe(200)
    expect(pauses).toEqual([77])
  })

  test('breaks an overloaded stream with an error after its first event, and refuses without a stream', async () => {
    await using sandbox = await createSandbox(atOnce)
    const behaviour = 'overloaded-midstream'
    const response = await stream(sandbox, way, { behaviour })
    expect(response.status).toBe(200)
    const events = sseIn(await response.text())
    expect(events).toHaveLength(2)
    const refusal = await post(sandbox, { ...way, behaviour })
    expect(refusal.status).toBe(way.provider === 'anthropic' ? 529 : 503)
    const { error, object } = (await refusal.json()) as { error?: unknown; object?: unknown }
    expect(JSON.parse(events[1]?.data ?? '')).toMatchObject(error ? { error } : { object })
  })

  test('is recorded with its provider, its model and what was asked', async () => {
    await using sandbox = await createSandbox(atOnce)
    await stream(sandbox, way)
    await post(sandbox, { ...way, key: null })
    const seen = { provider: way.provider, model: 'm', userText: french }
    expect(sandbox.requests()).toMatchObject([
      { ...seen, behaviour: 'healthy', status: 200, stream: true },
      { ...seen, key: null, behaviour: null, status: way.provider === 'gemini' ? 403 : 401 },
    ])
  })

  test.each(providers.filter((provider) => provider !== way.provider))(
    'does not know a key of %s',
    async (provider) => {
      await using sandbox = await createSandbox(atOnce)
      const response = await post(sandbox, { ...way, key: keyThatIs('healthy', provider) })
      expect(response.status).toBe(way.provider === 'gemini' ? 400 : 401)
      expect(sandbox.requests()).toMatchObject([{ keyName: null, behaviour: 'invalid' }])
    },
  )

  test('answers without its prefix, unless another provider has the same path', async () => {
    await using sandbox = await createSandbox(atOnce)
    const path = way.path.replace(`/${way.provider}`, '')
    const response = await post(sandbox, { ...way, path })
    expect(response.status).toBe(way.provider === 'mistral' ? 401 : 200)
    const provider = way.provider === 'mistral' ? 'openai' : way.provider
    expect(sandbox.requests()).toMatchObject([{ provider, path }])
  })
})

const english = 'Answer in English.'

test.each<Way>([
  {
    provider: 'openai',
    path: '/openai/v1/chat/completions',
    body: { model: 'm', messages: [{ role: 'developer', content: english }, ...messages] },
  },
  {
    provider: 'openai',
    path: '/openai/v1/responses',
    body: { model: 'm', instructions: english, input: french },
  },
  {
    provider: 'openai',
    path: '/openai/v1/responses',
    body: {
      model: 'm',
      input: [
        { role: 'system', content: english },
        { role: 'user', content: [{ type: 'input_text', text: french }] },
      ],
    },
  },
  {
    provider: 'anthropic',
    path: '/anthropic/v1/messages',
    body: {
      model: 'm',
      system: [{ type: 'text', text: english }],
      messages: [{ role: 'user', content: [{ type: 'text', text: french }] }],
    },
  },
  {
    provider: 'mistral',
    path: '/mistral/v1/chat/completions',
    body: { model: 'm', messages: [{ role: 'system', content: english }, ...messages] },
  },
])('$path answers in English when it is asked to: $body', async (way) => {
  await using sandbox = await createSandbox(atOnce)
  const [text] = textsIn(await (await post(sandbox, way)).json())
  expect(text).toMatch(/^# Un site pour un fleuriste\n[^]+## Questions to settle/)
})
