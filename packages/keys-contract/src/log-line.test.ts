import { describe, expect, it } from 'vitest'
import { logLine, withoutKeys } from './log-line'

it('names an error with its code, and takes keys out of all it says', () => {
  const cause = Object.assign(
    new TypeError('no AIzaSyCanary-0123456789 and sk-canary-0123456789'),
    {
      code: 'E1',
    },
  )
  const line = logLine({ level: 'error', cause, nested: { cause } })
  expect(line).not.toContain('canary')
  expect(line).not.toContain('Canary')
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    cause: { name: 'TypeError', code: 'E1', message: 'no [redacted] and [redacted]' },
    nested: { cause: { name: 'TypeError' } },
  })
})

it('names what led to an error', () => {
  const first = new Error('connect ECONNREFUSED to postgresql://app:canary@10.0.0.7:5432/keys')
  const line = logLine({
    cause: new Error('no answer', { cause: new Error('then', { cause: first }) }),
  })
  expect(line).not.toContain('canary')
  expect(line).toContain('"message":"no answer"')
  expect(line).toContain('"cause":{"name":"Error","message":"then"')
  expect(line).toContain('app:[redacted]@10.0.0.7:5432')
})

describe('a secret in a text', () => {
  it.each([
    ['a key of Google', 'AIzaSyCANARY-0123456789', '[redacted]'],
    ['a newer key of Google', 'AQ.Ab8CANARY_0123456789-abc', '[redacted]'],
    ['a key of OpenAI', 'sk-proj-CANARY0123_456', '[redacted]'],
    ['a key of Anthropic', 'sk-ant-api03-CANARY-01234', '[redacted]'],
    ['a key of Groq', 'gsk_CANARY0123456789', '[redacted]'],
    ['a key of xAI', 'xai-CANARY0123456789', '[redacted]'],
    ['a key of Mistral in a header', 'x-api-key: CANARY0123456789abcdef', 'x-api-key: [redacted]'],
    ['a header in JSON', '{"X-Api-Key":"CANARY0123456789abcdef"}', '{"X-Api-Key":"[redacted]"}'],
    [
      'a header in JSON in JSON',
      '\\"api_key\\": \\"CANARY0123456789\\"',
      '\\"api_key\\": \\"[redacted]\\"',
    ],
    [
      'what Google says',
      "Consumer 'api_key:AIzaCANARY-0123456789'",
      "Consumer 'api_key:[redacted]'",
    ],
    [
      'a bearer',
      'Authorization: Bearer itqan-ma:CANARY-0123456789',
      'Authorization: Bearer [redacted]',
    ],
    ['a bearer in lower case', 'bearer CANARY0123456789', 'bearer [redacted]'],
    [
      'a key in a query',
      'GET /v1?alt=sse&key=CANARY0123&x=1',
      'GET /v1?alt=sse&key=[redacted]&x=1',
    ],
    [
      'a password of a database',
      'postgresql://app:CANARY@db.example:5432/keys',
      'postgresql://app:[redacted]@db.example:5432/keys',
    ],
    [
      'a password with signs',
      'redis://:CAN@RY:CANARY/x@cache:6379',
      'redis://:[redacted]@cache:6379',
    ],
  ])('is taken out: %s', (_name, text, left) => {
    expect(withoutKeys(`so ${text} it is`)).toBe(`so ${left} it is`)
  })

  it('is taken out when it is known, whatever it looks like, and however JSON writes it', () => {
    const known = 'with-"quotes"-and\\-CANARY'
    expect(withoutKeys(`a ${known} b`, [known])).toBe('a [redacted] b')
    const line = logLine({ message: known, [known]: { deep: [known] } }, [known])
    expect(line).not.toContain('CANARY')
  })

  it.each([
    'a task-force of 1234567890 sk-short',
    'Bearer authentication is needed',
    'http://localhost:3001/api/internal/trpc?input=1',
    'api_key: required',
    'at file:///work/node_modules/.pnpm/@trpc+server@11.0.0/dist/index.js:1:2',
  ])('is not seen where there is none: %s', (text) => {
    expect(withoutKeys(text)).toBe(text)
  })

  it('takes no time that its writer could choose', () => {
    const hostile = [
      'a.',
      'a://',
      'a://b:',
      'Bearer ',
      'api_key=',
      'sk-',
      '?key=',
      'AIza',
      ' ',
      ':@',
    ]
    for (const part of hostile) withoutKeys(part.repeat(50_000))
  }, 5_000)
})

describe('what cannot be told', () => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  const own = new Error('own')
  own.cause = own
  const hostile = Object.defineProperty(new Error('x'), 'message', {
    get() {
      throw new Error('CANARY')
    },
  })

  it.each([
    ['a circle', circular, '(cannot be told)'],
    ['an error that throws', hostile, '(cannot be told)'],
    ['an error that is its own cause', own, { message: 'own', cause: '(the same error)' }],
    ['a bigint', 1n, '1'],
    ['a symbol', Symbol('CANARY'), '(symbol)'],
    ['a function', () => 'CANARY', '(function)'],
    ['null', null, null],
  ])('takes no other field with it: %s', (_name, cause, told) => {
    const line = logLine({ errorId: 'E1', cause })
    expect(line).not.toContain('CANARY')
    const expected: unknown =
      typeof told === 'object' && told ? expect.objectContaining(told) : told
    expect(JSON.parse(line)).toEqual({ errorId: 'E1', cause: expected })
  })

  it('is left out when it is nothing, and cut when it is endless', () => {
    expect(logLine({ a: undefined, b: 1 })).toBe('{"b":1}')
    const text = `${'x '.repeat(3_995)}sk-canary-0123456789-0123456789 ${'y'.repeat(1_000_000)}`
    const line = logLine({ text })
    expect(line.length).toBeLessThan(8_100)
    expect(line.includes('canary')).toBe(false)
  })
})
