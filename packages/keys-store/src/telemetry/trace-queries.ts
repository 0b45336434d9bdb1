import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Client, Pool } from 'pg'
import { codeOf } from '../error-code'
import { summarise } from './summarise'

const tracer = trace.getTracer('@itqan/keys-store')

/**
 * A span a statement, as a child of the span that is being recorded; what nobody records costs nothing. Says
 * what was done to which table, never a value, nor the text of the statement or of an error.
 */
export function traceQueries(client: Pick<Client, 'query'>): void {
  const { query } = client
  Reflect.set(client, 'query', (...input: unknown[]) => {
    const run = (given: unknown[]): unknown => Reflect.apply(query, client, given)
    const text = trace.getActiveSpan()?.isRecording() ? textOf(input[0]) : null
    return text === null ? run(input) : runIn(begin(text), { run, input })
  })
}

/** Who waits for a connection goes on where it asked, and not where another gave it back. */
export function keepContext(pool: Pool): void {
  const { connect } = pool
  Reflect.set(pool, 'connect', (...input: unknown[]) => {
    const bound = input.map((one) =>
      typeof one === 'function' ? context.bind(context.active(), one) : one,
    )
    const answer: unknown = Reflect.apply(connect, pool, bound)
    return answer
  })
}

function begin(text: string): Span {
  const { operation, table } = summarise(text)
  return tracer.startSpan(table === null ? operation : `${operation} ${table}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      ...(table !== null && { 'db.collection.name': table }),
    },
  })
}

/** The driver answers by a promise or by its last argument. */
function runIn(
  span: Span,
  { run, input }: { run: (input: unknown[]) => unknown; input: unknown[] },
): unknown {
  const callback: unknown = input.at(-1)
  if (typeof callback === 'function') {
    const tell = (...answer: unknown[]): unknown => {
      end(span, answer[0])
      return Reflect.apply(callback, undefined, answer)
    }
    return run([...input.slice(0, -1), tell])
  }
  const answer = run(input)
  if (answer instanceof Promise) {
    answer.then(
      () => end(span, null),
      (error: unknown) => end(span, error ?? new Error('The statement failed')),
    )
  } else span.end()
  return answer
}

function end(span: Span, error: unknown): void {
  if (error) {
    span.setAttribute('error.type', codeOf(error))
    span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
}

function textOf(statement: unknown): string | null {
  if (typeof statement === 'string') return statement
  const isConfig = typeof statement === 'object' && statement !== null && 'text' in statement
  return isConfig && typeof statement.text === 'string' ? statement.text : null
}
