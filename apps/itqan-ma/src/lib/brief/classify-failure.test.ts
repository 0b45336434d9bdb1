import { APICallError } from 'ai'
import { describe, expect, it } from 'vitest'
import { classifyFailure } from './classify-failure'

const info = (reason: string) => [
  { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' },
]

function callError(statusCode: number | undefined, body?: unknown) {
  return new APICallError({
    message: 'failed',
    url: 'http://localhost/v1beta',
    requestBodyValues: {},
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(body === undefined ? {} : { responseBody: JSON.stringify(body) }),
  })
}

describe('a failure of Gemini', () => {
  it.each([
    [
      'an invalid key',
      callError(400, { error: { details: info('API_KEY_INVALID') } }),
      'invalid_key',
    ],
    [
      'a suspended key',
      callError(403, { error: { details: info('CONSUMER_SUSPENDED') } }),
      'invalid_key',
    ],
    [
      'a reason after other details',
      callError(400, { error: { details: [{}, ...info('API_KEY_INVALID')] } }),
      'invalid_key',
    ],
    [
      'a body that is an array',
      callError(400, [{ error: { details: info('API_KEY_INVALID') } }]),
      'invalid_key',
    ],
    ['a missing credential', callError(401), 'invalid_key'],
    ['an unpaid account', callError(402, { error: { status: 'RESOURCE_EXHAUSTED' } }), 'billing'],
    ['a quota', callError(429, { error: { status: 'RESOURCE_EXHAUSTED' } }), 'rate_limit'],
    [
      'our own bad request',
      callError(400, { error: { status: 'INVALID_ARGUMENT' } }),
      'client_error',
    ],
    [
      'a 400 that only speaks of a key',
      callError(400, { error: { message: 'API key not valid' } }),
      'client_error',
    ],
    [
      'a location without Gemini',
      callError(400, { error: { status: 'FAILED_PRECONDITION' } }),
      'model_unavailable',
    ],
    ['a forbidden model', callError(403), 'model_unavailable'],
    ['an unknown model', callError(404), 'model_unavailable'],
    ['a body too large', callError(413), 'client_error'],
    ['a model under load', callError(503, { error: { status: 'UNAVAILABLE' } }), 'overloaded'],
    ['an HTML page of a proxy', callError(502), 'overloaded'],
    ['no answer at all', callError(undefined), 'network'],
    ['an answer that broke off', callError(200), 'network'],
    ['anything else', new Error('surprise'), 'error'],
    ['a thrown string', 'surprise', 'error'],
  ] as const)('%s', (_, error, outcome) => {
    expect(classifyFailure(error)).toBe(outcome)
  })
})
