import type { RecordedAnswer } from './answer'

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'mistral-correlation-id': '00000000-0000-7000-8000-000000000000',
  'x-kong-request-id': '00000000000000000000000000000000',
  server: 'cloudflare',
}

interface MistralError {
  message: unknown
  type: string
  code: string | null
}

function answer(
  status: number,
  { message, type, code }: MistralError,
  more: Record<string, string> = {},
): RecordedAnswer {
  const body = { object: 'error', message, type, param: null, code, raw_status_code: status }
  return { status, headers: { ...headers, ...more }, body }
}

const tooFast = { message: 'Rate limit exceeded', type: 'rate_limited', code: '1300' }
const full = {
  message: 'Service tier capacity exceeded for this model.',
  type: 'service_tier_capacity_exceeded',
  code: '3505',
}

export const mistral = {
  unauthorized: { status: 401, headers, body: { detail: 'Unauthorized' } },
  unauthorizedByGate: {
    status: 401,
    headers,
    body: { message: 'Unauthorized', request_id: '00000000000000000000000000000000' },
  },
  limited: answer(429, tooFast),
  limitedSeconds: answer(429, tooFast, { 'retry-after': '12' }),
  tierFull: answer(429, full),
  tierFullOf503: answer(503, full),
  paymentDue: answer(402, { message: 'Payment required', type: 'billing', code: null }),
  forbidden: answer(403, { message: 'Forbidden', type: 'forbidden', code: null }),
  noModel: answer(400, {
    message: 'Invalid model: mistral-giant',
    type: 'invalid_model',
    code: '1500',
  }),
  badField: answer(422, {
    message: { detail: [{ type: 'missing', loc: ['body', 'messages'], msg: 'Field required' }] },
    type: 'invalid_request_error',
    code: null,
  }),
  internal: answer(500, {
    message: 'Service unavailable.',
    type: 'internal_server_error',
    code: '1000',
  }),
  unreachable: {
    status: 503,
    headers: { 'content-type': 'text/plain' },
    body: 'upstream connect error',
  },
} satisfies Record<string, RecordedAnswer>
