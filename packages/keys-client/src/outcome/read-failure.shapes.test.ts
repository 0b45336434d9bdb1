import { APICallError, RetryError } from 'ai'
import { describe, expect, test } from 'vitest'
import type { ProviderFailure } from './failure'
import { readFailure } from './read-failure'
import { gemini } from './recorded/gemini'
import { openai } from './recorded/openai'

const aborted = AbortSignal.abort()
const open = new AbortController().signal

function coded(code: string, message = 'It failed'): Error {
  return Object.assign(new Error(message), { code })
}

function apiCallError(statusCode: number, responseBody: string, cause?: unknown): APICallError {
  const responseHeaders = { 'Retry-After': '7' }
  const call = { message: 'It failed', url: 'http://localhost', requestBodyValues: {} }
  return new APICallError({ ...call, statusCode, responseHeaders, responseBody, cause })
}

describe('Without an answer', () => {
  test.each([
    new TypeError('fetch failed', { cause: coded('ECONNREFUSED') }),
    new TypeError('terminated', { cause: coded('UND_ERR_SOCKET', 'other side closed') }),
    new TypeError('terminated'),
    coded('ECONNRESET', 'socket hang up'),
    coded('ENOTFOUND', 'getaddrinfo ENOTFOUND example.com'),
    coded('EAI_AGAIN', 'getaddrinfo EAI_AGAIN example.com'),
    coded('UND_ERR_HEADERS_TIMEOUT'),
    coded('UND_ERR_CONNECT_TIMEOUT'),
    coded('ERR_TLS_CERT_ALTNAME_INVALID'),
    coded('ERR_SSL_WRONG_VERSION_NUMBER'),
    coded('DEPTH_ZERO_SELF_SIGNED_CERT'),
    coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    new Error('Mine', { cause: new Error('Theirs', { cause: coded('EPIPE') }) }),
    new AggregateError([coded('ECONNREFUSED')]),
    new Error('Incomplete JSON segment at the end'),
    apiCallError(200, '{"candidates": [', new TypeError('terminated')),
    apiCallError(200, ''),
  ])('%o is a failure of the network', (error) => {
    expect(readFailure(error)).toMatchObject({ kind: 'network', status: null, headers: {} })
  })

  test.each([
    new TypeError("Cannot read properties of undefined (reading 'text')"),
    coded('ERR_INVALID_URL', 'Invalid URL'),
    coded('ERR_INVALID_ARG_TYPE'),
    Object.assign(new Error('Not found'), { status: 404 }),
    Object.assign(new Error('Not found'), { name: 'ApiError', status: 404 }),
    Object.assign(new Error('Not found'), { statusCode: 404, name: 'NotFoundError' }),
    { type: 'note', message: 'hello' },
    'boom',
    null,
    undefined,
    42,
    Symbol('boom'),
    () => {},
  ])('%o says nothing of a provider', (error) => {
    expect(readFailure(error)).toMatchObject({ kind: 'unknown', status: null, body: null })
  })

  test('the message of an error without words names the code of its cause', () => {
    const error = new TypeError('fetch failed', { cause: coded('ECONNREFUSED') })
    expect(readFailure(error).message).toBe('fetch failed (ECONNREFUSED)')
  })
})

describe('An end of waiting', () => {
  const abort = new DOMException('This operation was aborted', 'AbortError')
  const timeUp = new DOMException('The operation timed out', 'TimeoutError')

  test.each([abort, timeUp, new Error('exception sending request', { cause: abort })])(
    'is an abort only where the caller gave up: %s',
    (error) => {
      expect(readFailure(error, aborted).kind).toBe('aborted')
      expect(readFailure(error, open).kind).toBe('network')
      expect(readFailure(error).kind).toBe('network')
    },
  )

  test('may have any reason that the caller gave', () => {
    const reason = { because: 'the page was left' }
    expect(readFailure(reason, AbortSignal.abort(reason)).kind).toBe('aborted')
    expect(readFailure('left', AbortSignal.abort('left')).kind).toBe('aborted')
    expect(readFailure(reason, open).kind).toBe('unknown')
  })

  test('does not hide what the provider answered before', () => {
    const error = apiCallError(429, JSON.stringify(openai.noQuota.body), abort)
    expect(readFailure(error, aborted)).toMatchObject({ kind: 'response', status: 429 })
  })
})

describe('An answer', () => {
  test('of a call that was tried again is that of the last attempt', () => {
    const errors = [
      apiCallError(503, JSON.stringify(gemini.overloaded.body)),
      apiCallError(400, JSON.stringify(gemini.keyNotValid.body)),
    ]
    const error = new RetryError({ message: 'Failed', reason: 'maxRetriesExceeded', errors })
    expect(readFailure(error)).toMatchObject({
      kind: 'response',
      status: 400,
      headers: { 'retry-after': '7' },
      body: gemini.keyNotValid.body,
    })
  })

  test('wrapped by the caller is found in the cause', () => {
    const error = new Error('No poem today', { cause: apiCallError(402, '') })
    expect(readFailure(error)).toMatchObject({ kind: 'response', status: 402, body: null })
  })

  test('of 200 with an error within is an answer', () => {
    const error = apiCallError(200, JSON.stringify(gemini.overloaded.body))
    expect(readFailure(error)).toMatchObject({ kind: 'response', body: gemini.overloaded.body })
  })

  test('that is no JSON is kept as text', () => {
    expect(readFailure(apiCallError(502, '<html>'))).toMatchObject({ body: '<html>' })
  })

  test('that was read before is read the same again', () => {
    const failure: ProviderFailure = {
      kind: 'response',
      status: 429,
      headers: { 'retry-after': '3' },
      body: openai.noQuota.body,
      message: 'It failed',
    }
    expect(readFailure(failure)).toEqual(failure)
    expect(readFailure(new Error('Mine', { cause: failure }))).toEqual(failure)
  })
})

describe('An error made to harm', () => {
  const throwing = () => {
    throw new Error('You should not have looked')
  }
  const trap = new Proxy(
    {},
    { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing },
  )
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const ring: { cause?: unknown; errors?: unknown[]; message: string } = { message: 'round' }
  ring.cause = { cause: ring }
  ring.errors = [ring]
  const endless: object = {
    get cause() {
      return Object.create(endless, {}) as unknown
    },
  }

  test.each([
    ['whose properties throw', trap],
    ['that is revoked', revoked.proxy],
    ['that causes itself', ring],
    ['whose causes never end', endless],
    ['whose headers throw', { status: 429, headers: trap, error: trap }],
    ['whose headers are revoked', { status: 429, headers: revoked.proxy, error: {} }],
    ['whose attempts are revoked', { errors: revoked.proxy }],
    ['whose body is a ring', { status: 500, headers: {}, error: ring }],
    ['whose class throws', { constructor: new Proxy(class {}, { get: throwing }) }],
    ['whose text is an object', { message: { toString: throwing }, code: 7, name: trap }],
  ])('%s is read without harm', (_, error) => {
    const failure = readFailure(error)
    expect(['response', 'network', 'aborted', 'unknown']).toContain(failure.kind)
    expect(typeof failure.message).toBe('string')
    expect(JSON.parse(JSON.stringify(failure))).toEqual(failure)
  })
})
