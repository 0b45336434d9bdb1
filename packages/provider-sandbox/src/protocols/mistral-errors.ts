import type { ErrorAnswer, FaultContext, Protocol } from '../protocol'

/** The gateway before Mistral's models says this, whatever is wrong with a key. */
const unauthorized = (): ErrorAnswer => ({ status: 401, body: { detail: 'Unauthorized' } })

export const mistralErrors: Protocol['errors'] = {
  'unknown-address': ({ id }) => ({
    status: 404,
    body: { message: 'no Route matched with those values', request_id: id },
  }),
  'missing-key': unauthorized,
  'too-large': () => error(413, { message: 'Request too large', type: 'invalid_request_error' }),
  'not-json': () => error(400, { message: 'Invalid JSON', type: 'invalid_request_error' }),
  incomplete: ({ route, model }) =>
    error(422, {
      message: `${model && route ? route.turnsField : 'model'}: Field required`,
      type: 'invalid_request_error',
    }),

  'rate-limited-minute': rateLimited,
  'rate-limited-day': rateLimited,
  'no-quota': (context) => rateLimited({ ...context, waitSeconds: null }),
  invalid: unauthorized,
  suspended: unauthorized,
  overloaded: () =>
    error(503, { message: 'Service unavailable.', type: 'unreachable_backend', code: '1100' }),
  billing: () => error(402, { message: 'Payment required', type: 'payment_required' }),
  // A bad request by its status: the type and the code tell.
  'no-model': ({ model }) =>
    error(400, { message: `Invalid model: ${model}`, type: 'invalid_model', code: '1500' }),
  forbidden: () => ({ status: 403, body: { detail: 'Forbidden' } }),
}

interface MistralError {
  message: string
  type: string
  code?: string
}

function error(status: number, { message, type, code }: MistralError): ErrorAnswer {
  return {
    status,
    body: { object: 'error', message, type, param: null, code: code ?? null },
  }
}

function rateLimited({ waitSeconds }: FaultContext): ErrorAnswer {
  const refusal = error(429, {
    message: 'Rate limit exceeded',
    type: 'rate_limited',
    code: '1300',
  })
  if (waitSeconds === null) return refusal
  return { ...refusal, headers: { 'retry-after': String(Math.ceil(waitSeconds)) } }
}
