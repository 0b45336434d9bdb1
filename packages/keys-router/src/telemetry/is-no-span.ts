import { INVALID_TRACEID, type Span } from '@opentelemetry/api'

/** Whether a span is part of no trace, so that nothing has to be carried along: there is no SDK. */
export const isNoSpan = (span: Span): boolean => span.spanContext().traceId === INVALID_TRACEID
