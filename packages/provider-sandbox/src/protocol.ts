import type { Answer } from './answer'
import type { Call } from './call'
import type { Fault } from './fault'
import type { JsonObject } from './json'
import type { Conversation } from './prompt'
import type { Provider } from './provider'

/** One provider's way to speak: which calls it takes, and its words for each fault. */
export interface Protocol {
  provider: Provider
  routes: readonly Route[]
  /** What tells which models there are, and costs nothing. */
  models: ModelList
  /** The key that a call shows; `null` without one. */
  keyOf(call: Call): string | null
  /** The header that carries the id of every answer, for a provider that has one. */
  idHeader?: string
  /** An error for each fault: its status, its headers and its body. */
  errors: Readonly<Record<Fault, (context: FaultContext) => ErrorAnswer>>
}

/** `single`: one object. `sse`: streamed as events. `array`: streamed as a JSON array. */
export type AnswerFormat = 'single' | 'array' | 'sse'

/** A list of models: where it is, and what it looks like. */
export interface ModelList {
  /** The path as a person reads it. */
  path: string
  body(names: readonly string[]): unknown
}

/** One kind of call, and the shapes of its answers. */
export interface Route {
  /** The path as a person reads it. */
  shown: string
  /** Matches the path; its group `model` is the model, else the body names it. */
  pattern: RegExp
  format(request: { search: URLSearchParams; body: JsonObject }): AnswerFormat
  /** The field of the body that holds the conversation. */
  turnsField: string
  conversation(body: JsonObject): Conversation
  /** The answer to a call that is not streamed. */
  single(answer: Answer): unknown
  /** The same answer as a stream. */
  events(answer: Answer): StreamEvent[]
  /** An error in the place of event number `index`. */
  errorEvent(body: unknown, index: number): StreamEvent
}

/** One event of a stream. A string goes as it is, anything else as JSON. */
export interface StreamEvent {
  event?: string
  data: unknown
}

/** What an error may speak of. */
export interface FaultContext {
  call: Call
  /** `null` for an unknown address. */
  route: Route | null
  /** Empty when the call shows none. */
  key: string
  /** Empty when the call names none. */
  model: string
  /** How long the provider says to wait; `null` where it does not. */
  waitSeconds: number | null
  /** Milliseconds since 1970. */
  at: number
  /** The id of this answer. */
  id: string
}

export interface ErrorAnswer {
  status: number
  headers?: Record<string, string>
  body: unknown
}
