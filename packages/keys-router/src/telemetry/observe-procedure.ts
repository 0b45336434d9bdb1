import { KeysError } from '@itqan/keys-contract'
import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import type { TRPCError } from '@trpc/server'
import { isOurs } from '../public-error'
import { isNoSpan } from './is-no-span'
import { appName, countCall } from './server-metrics'

interface ProcedureCall {
  /** As the router names it. */
  path: string
  caller: { app: string | null } | null
  service: 'keys' | 'console'
}

type Result = { ok: true } | { ok: false; error: TRPCError }

const tracer = trace.getTracer('@itqan/keys-router')

/**
 * Runs a procedure in a span named after it, `keys.list` or `console.keys.list`, and counts it. Says who
 * asked and how it went by a code: never an input, an answer, or the text of an error.
 */
export async function observeProcedure<T extends Result>(
  { path, caller, service }: ProcedureCall,
  run: () => Promise<T>,
): Promise<T> {
  const app = service === 'keys' ? appName(caller?.app ?? null) : null
  const start = performance.now()
  const span = startCall({ path, service, app })
  const result = await context.with(trace.setSpan(context.active(), span), run)
  const errorType = result.ok ? null : errorTypeOf(result.error)
  if (errorType !== null) span.setAttribute('error.type', errorType)
  // A caller's mistake is no error of the server.
  if (!result.ok && isOurs(result.error)) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
  countCall({ service, procedure: path, app, errorType, durationMs: performance.now() - start })
  return result
}

interface StartedCall extends Pick<ProcedureCall, 'path' | 'service'> {
  app: string | null
}

function startCall({ path, service, app }: StartedCall): Span {
  return tracer.startSpan(`${service}.${path}`, {
    attributes: {
      'rpc.system': 'trpc',
      'rpc.service': service,
      'rpc.method': path,
      ...(app !== null && { 'keys.app': app }),
    },
  })
}

/** The same for what is answered without its procedure: what fails here is told, and counted, by that. */
export async function observeShortcut<T>(
  { path, app: name }: { path: 'list' | 'watch'; app: string | null },
  run: () => Promise<T>,
): Promise<T> {
  const app = appName(name)
  const start = performance.now()
  const span = startCall({ path, service: 'keys', app })
  try {
    const result = await (isNoSpan(span)
      ? run()
      : context.with(trace.setSpan(context.active(), span), run))
    const durationMs = performance.now() - start
    countCall({ service: 'keys', procedure: path, app, errorType: null, durationMs })
    return result
  } finally {
    span.end()
  }
}

/** The code that the caller is told: one of a few dozen. */
export function errorTypeOf({ cause, code }: TRPCError): string {
  return KeysError.isInstance(cause) ? cause.code : code
}
