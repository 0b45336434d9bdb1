import type { Attributes, AttributeValue } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node'

/** Takes secrets out of a text. */
export type Redact = (text: string) => string

/**
 * An exporter that sees no secret: Next and libraries make spans of their own, with addresses and the texts
 * of errors, and a provider's error may hold a key.
 */
export function redactedSpans(exporter: SpanExporter, redact: Redact): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(
        spans.map((span) => redactSpan(span, redact)),
        done,
      ),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

function redactSpan(span: ReadableSpan, redact: Redact): ReadableSpan {
  const { kind, parentSpanContext, startTime, endTime, duration, ended, status } = span
  const { resource, instrumentationScope, droppedAttributesCount } = span
  const { droppedEventsCount, droppedLinksCount } = span
  return {
    ...{ kind, startTime, endTime, duration, ended, resource, instrumentationScope },
    ...{ droppedAttributesCount, droppedEventsCount, droppedLinksCount },
    ...(parentSpanContext && { parentSpanContext }),
    spanContext: () => span.spanContext(),
    name: redact(span.name),
    status: status.message === undefined ? status : { ...status, message: redact(status.message) },
    attributes: redactAttributes(span.attributes, redact),
    events: span.events.map((event) => ({
      ...event,
      name: redact(event.name),
      ...(event.attributes && { attributes: redactAttributes(event.attributes, redact) }),
    })),
    links: span.links.map((link) => ({
      ...link,
      ...(link.attributes && { attributes: redactAttributes(link.attributes, redact) }),
    })),
  }
}

function redactAttributes(attributes: Attributes, redact: Redact): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [redact(name), redactValue(value, redact)]),
  )
}

function redactValue(value: AttributeValue | undefined, redact: Redact) {
  if (typeof value === 'string') return redact(value)
  if (!Array.isArray(value)) return value
  return value.map((one) => (typeof one === 'string' ? redact(one) : one)) as AttributeValue
}
