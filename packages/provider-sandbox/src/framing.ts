import type { Answer } from './answer'
import { splitIntoChunks } from './chunks'
import type { Ending } from './plan'
import type { AnswerFormat, Route, StreamEvent } from './protocol'

export interface FrameOptions {
  route: Route
  answer: Answer
  format: AnswerFormat
  ending: Ending
  /** The body of the error that breaks into a stream. */
  overloaded: unknown
}

/** Writes an answer's body as the pieces that go over the wire one by one. */
export function framePieces(options: FrameOptions): string[] {
  const pieces = wholePieces(options)
  return options.ending === 'cut' ? pieces.slice(0, Math.ceil(pieces.length / 3)) : pieces
}

function wholePieces({ route, answer, format, ending, overloaded }: FrameOptions): string[] {
  // In two pieces, so that there is a middle to be cut at.
  if (format === 'single') return splitIntoChunks(JSON.stringify(route.single(answer)), 2)
  const whole = route.events(answer)
  const events =
    ending === 'overloaded' ? [...whole.slice(0, 1), route.errorEvent(overloaded, 1)] : whole
  return format === 'sse' ? events.map(sseEvent) : events.map(arrayItem)
}

function sseEvent({ event, data }: StreamEvent): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return `${event ? `event: ${event}\n` : ''}data: ${text}\n\n`
}

function arrayItem({ data }: StreamEvent, index: number, events: readonly StreamEvent[]): string {
  const end = index === events.length - 1 ? ']' : ''
  return `${index === 0 ? '[' : ',\r\n'}${JSON.stringify(data)}${end}`
}

export function contentTypeOf(format: AnswerFormat): string {
  return format === 'sse' ? 'text/event-stream' : 'application/json; charset=utf-8'
}
