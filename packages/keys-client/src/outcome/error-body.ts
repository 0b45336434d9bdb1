import { isRecord } from './guards'

/**
 * The error that a body tells of, wherever it stands: in `error`, as Mistral sends it in the body
 * itself, or in a list, as a stream may send it. Empty where there is none.
 */
export function errorIn(body: unknown): Record<string, unknown> {
  const whole: unknown = Array.isArray(body) ? (body.find(hasError) ?? body[0]) : body
  if (typeof whole === 'string') return { message: whole }
  if (!isRecord(whole)) return {}
  if (isRecord(whole['error'])) return whole['error']
  // The last event of an OpenAI response that failed on the way.
  const { response } = whole
  if (isRecord(response) && isRecord(response['error'])) return response['error']
  return typeof whole['error'] === 'string' ? { message: whole['error'] } : whole
}

function hasError(value: unknown): boolean {
  return isRecord(value) && isRecord(value['error'])
}
