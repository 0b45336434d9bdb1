import type { Body } from './body'
import type { Call } from './call'
import type { RequestFault } from './fault'
import type { Target } from './find-route'
import { type JsonObject, parseJsonObject } from './json'
import { type Prompt, readPrompt } from './prompt'
import type { AnswerFormat, Route } from './protocol'

/** What a call asks, or what its body lacks. */
export type Reading =
  | { kind: 'prompt'; route: Route; model: string; prompt: Prompt; request: JsonObject }
  | { kind: 'fault'; fault: RequestFault; model: string | null }

interface ReadOptions {
  call: Call
  target: Target
  body: Exclude<Body, { kind: 'gone' }>
}

/** Reads a body as the route of its call would. */
export function readRequest({ call, target, body }: ReadOptions): {
  format: AnswerFormat
  reading: Reading
} {
  const { route } = target
  const request = body.kind === 'read' ? parseJsonObject(body.text) : null
  const model = target.model ?? modelIn(request)
  const fault = (what: RequestFault): Reading => ({ kind: 'fault', fault: what, model })
  if (!route) return { format: 'single', reading: fault('unknown-address') }
  const format = route.format({ search: call.search, body: request ?? {} })
  if (body.kind === 'too-large') return { format, reading: fault('too-large') }
  if (!request) return { format, reading: fault('not-json') }
  const prompt = readPrompt(route.conversation(request))
  if (!model || !prompt) return { format, reading: fault('incomplete') }
  return { format, reading: { kind: 'prompt', route, model, prompt, request } }
}

function modelIn(request: JsonObject | null): string | null {
  const model = request?.['model']
  return typeof model === 'string' ? model : null
}
