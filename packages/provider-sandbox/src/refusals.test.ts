import { describe, expect, test } from 'vitest'
import { createSandbox } from './create-sandbox'
import { ask, keyThatIs } from './test-client'

// Vitest types its matchers `any`.
const containing = (text: string): unknown => expect.stringContaining(text)
const matching = (pattern: string | RegExp): unknown => expect.stringMatching(pattern)
const anyMetadata: unknown = expect.anything()

const errorInfo = (reason: string, metadata = anyMetadata) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata,
})

const quota = (quotaId: string, retryDelay: string, quotaValue = '^[1-9]\\d*$') => [
  {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [
      {
        quotaMetric: containing('generativelanguage.googleapis.com/'),
        quotaId: containing(quotaId),
        quotaDimensions: { location: 'global', model: 'gemini-test' },
        quotaValue: matching(quotaValue),
      },
    ],
  },
  {
    '@type': 'type.googleapis.com/google.rpc.RetryInfo',
    retryDelay: matching(retryDelay),
  },
]

const suspended = keyThatIs('suspended')

const byKey = [
  {
    behaviour: 'rate-limited-minute',
    title: 'names the per-minute quota and a delay of seconds with a fraction',
    error: {
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      details: quota('PerMinute', '^22\\.\\d+s$'),
    },
  },
  {
    behaviour: 'rate-limited-day',
    title: 'names the per-day quota and a delay of about ten hours',
    error: {
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      details: quota('PerDay', '^3[56]\\d{3}\\.\\d+s$'),
    },
  },
  {
    behaviour: 'invalid',
    title: 'is refused with the machine reason API_KEY_INVALID',
    error: { code: 400, status: 'INVALID_ARGUMENT', details: [errorInfo('API_KEY_INVALID')] },
  },
  {
    behaviour: 'suspended',
    title: 'is refused with its own text printed in clear, as Google does',
    error: {
      code: 403,
      status: 'PERMISSION_DENIED',
      message: containing(`'api_key:${suspended}'`),
      details: [
        errorInfo('CONSUMER_SUSPENDED', {
          consumer: matching(/^projects\/\d{12}$/),
          containerInfo: `api_key:${suspended}`,
          service: 'generativelanguage.googleapis.com',
        }),
      ],
    },
  },
  {
    behaviour: 'overloaded',
    title: 'finds the model unavailable',
    error: { code: 503, status: 'UNAVAILABLE', message: containing('overloaded') },
  },
  {
    behaviour: 'billing',
    title: 'is out of money, which only the status tells from a spent quota',
    error: { code: 402, status: 'RESOURCE_EXHAUSTED', message: containing('credits') },
  },
  {
    behaviour: 'no-model',
    title: 'finds no such model',
    error: {
      code: 404,
      status: 'NOT_FOUND',
      message: matching(/^models\/gemini-test is not found/),
    },
  },
  {
    behaviour: 'forbidden',
    title: 'stands in a project where the service is disabled',
    error: {
      code: 403,
      status: 'PERMISSION_DENIED',
      details: [
        errorInfo('SERVICE_DISABLED', {
          consumer: matching(/^projects\/\d{12}$/),
          containerInfo: matching(/^\d{12}$/),
          service: 'generativelanguage.googleapis.com',
          serviceTitle: 'Generative Language API',
        }),
      ],
    },
  },
  {
    behaviour: 'no-quota',
    title: 'has a quota of zero, and a hint that is of no use',
    error: {
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      message: containing('limit: 0, model: gemini-test'),
      details: quota('PerDay', '^22\\.\\d+s$', '^0$'),
    },
  },
] as const

describe.each(byKey)('a key that is $behaviour', ({ behaviour, title, error }) => {
  test(title, async () => {
    await using sandbox = await createSandbox()
    const response = await ask(sandbox, { key: keyThatIs(behaviour) })
    expect(response.status).toBe(error.code)
    expect(response.headers.get('retry-after')).toBeNull()
    expect(await response.json()).toEqual({
      error: { message: matching(/./), ...error },
    })
  })

  test('gets its error in an array where the answer would have been one', async () => {
    await using sandbox = await createSandbox()
    const response = await ask(sandbox, {
      key: keyThatIs(behaviour),
      verb: 'streamGenerateContent',
    })
    expect(response.status).toBe(error.code)
    expect(await response.json()).toMatchObject([{ error: { code: error.code } }])
  })
})

test('a key with a wait of its own tells it when it is limited by the minute, and then only', async () => {
  const key = { name: 'Mine', key: 'mine', provider: 'gemini', retryAfterSeconds: 1.5 } as const
  await using sandbox = await createSandbox({
    keys: [{ ...key, behaviour: 'rate-limited-minute' }],
  })
  const delay = async () => JSON.stringify(await (await ask(sandbox, { key: 'mine' })).json())
  expect(await delay()).toContain('"retryDelay":"1.5s"')
  sandbox.setBehaviour('mine', 'rate-limited-day')
  expect(await delay()).toMatch(/"retryDelay":"3[56]\d{3}\./)
})

const healthy = keyThatIs('healthy')

const byRequest = [
  {
    title: 'a key that nobody issued is invalid',
    options: { key: 'AIzaSandbox-that-nobody-ever-issued-000' },
    error: { code: 400, status: 'INVALID_ARGUMENT', details: [errorInfo('API_KEY_INVALID')] },
  },
  {
    title: 'a call without a key is refused as unregistered',
    options: { key: null },
    error: { code: 403, status: 'PERMISSION_DENIED', message: /unregistered callers/ },
  },
  {
    title: 'a key in the address is refused, even beside a good one in the header',
    options: { verb: `generateContent?key=${healthy}` },
    error: { code: 400, status: 'INVALID_ARGUMENT', message: /x-goog-api-key/ },
  },
  {
    title: 'an unknown verb is not found',
    options: { verb: 'embedContent' },
    error: { code: 404, status: 'NOT_FOUND' },
  },
  {
    title: 'a body that is not JSON is an invalid argument, and no fault of the key',
    options: { verb: 'generateContent', body: '{"contents": [' },
    error: { code: 400, status: 'INVALID_ARGUMENT', message: /^Invalid JSON/ },
  },
  {
    title: 'a body without contents is an invalid argument',
    options: { verb: 'generateContent', body: { contents: [] } },
    error: { code: 400, status: 'INVALID_ARGUMENT', message: /contents/ },
  },
  {
    title: 'a body over 1 MB is too large, and the connection still gets the answer',
    options: { verb: 'generateContent', body: 'x'.repeat(3 * 1024 * 1024) },
    error: { code: 413, status: 'INVALID_ARGUMENT' },
  },
]

test.each(byRequest)('$title', async ({ options, error }) => {
  await using sandbox = await createSandbox()
  const response = await ask(sandbox, options)
  const { message, ...rest } = error
  expect(response.status).toBe(error.code)
  expect(await response.json()).toEqual({
    error: { ...rest, message: matching(message ?? /./) },
  })
})

test('an unknown path and a wrong method are not found, in the shape of Google', async () => {
  await using sandbox = await createSandbox()
  const path = '/v1beta/models/gemini-test:generateContent'
  for (const url of [`${sandbox.url}/v2/anything`, `${sandbox.url}${path}`]) {
    const response = await fetch(url, { headers: { 'x-goog-api-key': healthy } })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 404, status: 'NOT_FOUND' } })
  }
})
