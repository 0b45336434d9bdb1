import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type SpanContext,
  trace,
} from '@opentelemetry/api'
import type { Clock } from '../clock'

/** Where a use belongs: the span that is being recorded now. Without an SDK there never is one. */
export function activeUse(): SpanContext | undefined {
  const span = trace.getActiveSpan()
  // One that has ended, or is not sampled, says nothing to anybody.
  return span?.isRecording() ? span.spanContext() : undefined
}

/** What a request carries so that the dashboard's spans join the caller's: `traceparent`, or nothing. */
export function traceHeaders(of: Context = context.active()): Record<string, string> {
  const headers: Record<string, string> = {}
  propagation.inject(of, headers)
  return headers
}

/** Runs what serves no one caller: it would else be told as part of whoever happened to begin it. */
export function detached<T>(run: () => T): T {
  return context.with(ROOT_CONTEXT, run)
}

/** A clock whose timers belong to nobody. */
export function detachedClock(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    steady: () => clock.steady(),
    after: (ms, run, options) => clock.after(ms, () => detached(run), options),
  }
}
