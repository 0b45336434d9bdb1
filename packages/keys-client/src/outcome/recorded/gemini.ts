import { fakeGeminiKey, type RecordedAnswer } from './answer'

const headers = {
  'content-type': 'application/json; charset=UTF-8',
  'alt-svc': 'h3=":443"; ma=2592000,h3-29=":443"; ma=2592000',
  server: 'scaffolding on HTTPServer2',
  'server-timing': 'gfet4t7; dur=121',
  vary: 'Origin, X-Origin, Referer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '0',
}

interface GeminiBody {
  code: number | string
  message: string
  status: string
  details?: unknown
}

export function geminiAnswer(error: GeminiBody): RecordedAnswer {
  return { status: Number(error.code), headers, body: { error } }
}

const service = 'generativelanguage.googleapis.com'

function errorInfo(reason: string, metadata: Record<string, string> = {}) {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'googleapis.com',
    metadata: { service, ...metadata },
  }
}

function localized(message: string) {
  return { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message }
}

const suspended = `Permission denied: Consumer 'api_key:${fakeGeminiKey}' has been suspended.`

const notValid = 'API key not valid. Please pass a valid API key.'
const expired = 'API key expired. Please renew the API key.'
const invalid = { code: 400, status: 'INVALID_ARGUMENT' }
const denied = { code: 403, status: 'PERMISSION_DENIED' }

export const gemini = {
  keyNotValid: geminiAnswer({
    ...invalid,
    message: notValid,
    details: [errorInfo('API_KEY_INVALID'), localized(notValid)],
  }),
  keyExpired: geminiAnswer({
    ...invalid,
    message: expired,
    details: [errorInfo('API_KEY_INVALID'), localized(expired)],
  }),
  keyNotValidInWords: geminiAnswer({ ...invalid, message: notValid }),
  keyNotValidQuoted: geminiAnswer({
    ...invalid,
    message: `Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), "${notValid}"`,
  }),
  suspended: geminiAnswer({
    ...denied,
    message: suspended,
    details: [
      errorInfo('CONSUMER_SUSPENDED', {
        consumer: 'projects/123456789012',
        containerInfo: `api_key:${fakeGeminiKey}`,
      }),
      localized(suspended),
    ],
  }),
  suspendedByKey: geminiAnswer({
    ...denied,
    message: suspended,
    details: [errorInfo('CONSUMER_SUSPENDED', { consumer: `api_key:${fakeGeminiKey}` })],
  }),
  leaked: geminiAnswer({
    ...denied,
    message: 'Your API key was reported as leaked. Please use another API key.',
  }),
  serviceDisabled: geminiAnswer({
    ...denied,
    message:
      'Generative Language API has not been used in project 123456789012 before or it is disabled.',
    details: [
      errorInfo('SERVICE_DISABLED', {
        consumer: 'projects/123456789012',
        serviceTitle: 'Generative Language API',
      }),
    ],
  }),
  referrerBlocked: geminiAnswer({
    ...denied,
    message: 'Requests from referer <empty> are blocked.',
    details: [errorInfo('API_KEY_HTTP_REFERRER_BLOCKED', { consumer: 'projects/123456789012' })],
  }),
  noPermission: geminiAnswer({ ...denied, message: 'The caller does not have permission' }),
  unauthenticated: geminiAnswer({
    code: 401,
    status: 'UNAUTHENTICATED',
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login ' +
      'cookie or other valid authentication credential.',
    details: [errorInfo('ACCESS_TOKEN_TYPE_UNSUPPORTED')],
  }),
  badField: geminiAnswer({
    ...invalid,
    message: 'Invalid JSON payload received. Unknown name "contnts": Cannot find field.',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ description: 'Unknown name "contnts": Cannot find field.' }],
      },
    ],
  }),
  wrongPlace: geminiAnswer({
    code: 400,
    message: 'User location is not supported for the API use.',
    status: 'FAILED_PRECONDITION',
  }),
  prepaid: geminiAnswer({
    code: 402,
    message: 'Your prepayment credits are depleted.',
    status: 'RESOURCE_EXHAUSTED',
  }),
  noModel: geminiAnswer({
    code: 404,
    message:
      'models/gemini-1.5-flash is not found for API version v1beta, or is not supported for ' +
      'generateContent. Call ListModels to see the list of available models.',
    status: 'NOT_FOUND',
  }),
  internal: geminiAnswer({
    code: 500,
    message: 'An internal error has occurred. Please retry or report in developer forum.',
    status: 'INTERNAL',
  }),
  overloaded: geminiAnswer({
    code: 503,
    message: 'The model is overloaded. Please try again later.',
    status: 'UNAVAILABLE',
  }),
  late: geminiAnswer({
    code: 504,
    message: 'Deadline expired before operation could complete.',
    status: 'DEADLINE_EXCEEDED',
  }),
  page: {
    status: 502,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: '<!DOCTYPE html><title>Error 502 (Server Error)!!1</title><p>That’s an error.',
  },
  noBody: { status: 400, headers: { 'content-type': 'text/html' }, body: '' },
} satisfies Record<string, RecordedAnswer>
