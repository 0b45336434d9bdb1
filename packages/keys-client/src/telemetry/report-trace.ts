import {
  context,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { KeysClientError } from '../errors'
import { tracer } from './call-trace'

/** Of so many uses an entry of the tally remembers where they belong. */
const MAX_PER_ENTRY = 8

/** So many traces a batch names at most. */
const MAX_LINKS = 32

/** Remembers where a use belongs, once a trace. */
export function remember(known: SpanContext[], use: SpanContext): void {
  if (known.length >= MAX_PER_ENTRY || known.at(-1)?.traceId === use.traceId) return
  known.push(use)
}

/**
 * Delivers a batch in a span `keys.report`: a child of its first use that was traced, with links to
 * the others. Uses that nobody traced are delivered without one.
 */
export function traceReport<T>(
  entries: readonly { count: number; within?: readonly SpanContext[] | undefined }[],
  deliver: () => Promise<T>,
): Promise<T> {
  const [first, ...others] = oncePerTrace(entries.flatMap(({ within = [] }) => within))
  if (!first) return deliver()
  const attributes = {
    'keys.report.entries': entries.length,
    'keys.report.uses': entries.reduce((sum, { count }) => sum + count, 0),
  }
  const links = others.slice(0, MAX_LINKS).map((link) => ({ context: link }))
  const parent = trace.setSpanContext(ROOT_CONTEXT, first)
  const span = tracer.startSpan('keys.report', { kind: SpanKind.CLIENT, attributes, links }, parent)
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await deliver()
    } catch (error) {
      const type = KeysClientError.isInstance(error) ? error.code : 'unavailable'
      span.setAttribute('error.type', type)
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

function oncePerTrace(uses: readonly SpanContext[]): SpanContext[] {
  const byTrace = new Map<string, SpanContext>()
  for (const use of uses) if (!byTrace.has(use.traceId)) byTrace.set(use.traceId, use)
  return [...byTrace.values()]
}
