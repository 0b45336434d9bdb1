import type { Outcome } from '@itqan/keys-contract'
import { APICallError } from 'ai'
import { z } from 'zod'

export type FailureOutcome = Exclude<Outcome, 'ok' | 'aborted'>

/** What a failed call to Gemini means: machine-readable reason first, then status, never text. */
export function classifyFailure(error: unknown): FailureOutcome {
  if (!APICallError.isInstance(error)) return 'error'
  const status = error.statusCode ?? 0
  const { reason, rpcStatus } = readBody(error.responseBody)
  if (reason === 'API_KEY_INVALID' || reason === 'CONSUMER_SUSPENDED') return 'invalid_key'
  // A status below 400 is an answer that broke off.
  if (status < 400) return 'network'
  if (status >= 500) return 'overloaded'
  if (rpcStatus === 'FAILED_PRECONDITION') return 'model_unavailable'
  return byStatus.get(status) ?? 'client_error'
}

const byStatus: ReadonlyMap<number, FailureOutcome> = new Map([
  [401, 'invalid_key'],
  [402, 'billing'],
  [403, 'model_unavailable'],
  [404, 'model_unavailable'],
  [408, 'network'],
  [429, 'rate_limit'],
])

const bodySchema = z.object({
  error: z.object({
    status: z.string().optional().catch(undefined),
    details: z.array(z.object({ reason: z.string().optional() }).catch({})).catch([]),
  }),
})

function readBody(body = ''): { reason?: string | undefined; rpcStatus?: string | undefined } {
  const json = parseJson(body)
  // A streamed error may come as an array of one.
  const { data } = bodySchema.safeParse(Array.isArray(json) ? json[0] : json)
  const reason = data?.error.details.find((detail) => detail.reason)?.reason
  return { reason, rpcStatus: data?.error.status }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
