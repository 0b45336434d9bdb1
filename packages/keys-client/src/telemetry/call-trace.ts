import type { Outcome } from '@itqan/keys-contract'
import {
  context,
  isSpanContextValid,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api'

import { KeysClientError, NoKeyAvailable } from '../errors'
import type { OpenLease } from '../lease/lease'

/** The span of one `withKey` call. */
export interface CallTrace {
  /** Runs one attempt in a span of its own, which ends with its lease. */
  attempt<T>(lease: OpenLease, run: () => Promise<T>): Promise<T>
}

export const tracer: Tracer = trace.getTracer('@itqan/keys-client')

const untraced: CallTrace = { attempt: (_lease, run) => run() }

/**
 * Runs a call in a span `keys.withKey`. What a span says is bounded and harmless: which provider, model
 * and key's id, and the name of an outcome; never a key, nor the text of an error.
 */
export function traceCall<T>(
  { provider, model }: { provider: string; model: string | null },
  run: (call: CallTrace) => Promise<T>,
): Promise<T> {
  const span = tracer.startSpan('keys.withKey', {
    attributes: { 'keys.provider': provider, ...(model !== null && { 'keys.model': model }) },
  })
  // Without an SDK there is nothing to tell, and nobody's span to go on from.
  return isSpanContextValid(span.spanContext()) ? traced(span, run) : run(untraced)
}

async function traced<T>(span: Span, run: (call: CallTrace) => Promise<T>): Promise<T> {
  const attempts = createAttempts()
  try {
    const value = await context.with(trace.setSpan(context.active(), span), () => run(attempts))
    tellEnd(span, attempts.last())
    return value
  } catch (error) {
    tellEnd(span, codeOf(error) ?? attempts.last())
    throw error
  } finally {
    span.setAttribute('keys.attempts', attempts.count())
    span.end()
  }
}

/** How an attempt or a call ended: `kept` when the function has kept its lease. */
type End = Outcome | 'kept' | 'no_key' | KeysClientError['code']

function createAttempts(): CallTrace & { count(): number; last(): End } {
  let count = 0
  let last: End = 'aborted'
  return {
    count: () => count,
    last: () => last,
    attempt(lease, run) {
      count += 1
      last = 'kept'
      const span = tracer.startSpan('keys.attempt', {
        attributes: { 'keys.attempt.number': count, 'keys.key.id': lease.keyId },
      })
      lease.use.trace = {
        within: span.spanContext(),
        onOutcome(outcome) {
          last = outcome
          tellEnd(span, outcome)
          span.end()
        },
      }
      return context.with(trace.setSpan(context.active(), span), run)
    },
  }
}

function tellEnd(span: Span, end: End): void {
  span.setAttribute('keys.outcome', end)
  const isGood = end === 'ok' || end === 'kept' || end === 'aborted'
  if (isGood || end === 'client_error') return
  span.setAttribute('error.type', end)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

function codeOf(error: unknown): End | null {
  if (NoKeyAvailable.isInstance(error)) return 'no_key'
  return KeysClientError.isInstance(error) ? error.code : null
}
