import type { Behaviour } from './behaviour'
import type { Sandbox } from './create-sandbox'
import type { GenerateContentResponse } from './generate-response'
import { sandboxKeys } from './sandbox-keys'

export interface AskOptions {
  key?: string | null
  verb?: string
  body?: unknown
  system?: string
  text?: string
  signal?: AbortSignal
}

/** The sample key with a behaviour. */
export function keyThatIs(behaviour: Behaviour): string {
  const found = sandboxKeys.find((sample) => sample.behaviour === behaviour)
  if (!found) throw new Error(`no sample key is ${behaviour}`)
  return found.key
}

/** Makes one generate call, as an SDK would. */
export function ask(sandbox: Sandbox, options: AskOptions = {}): Promise<Response> {
  const { key = keyThatIs('healthy'), verb = 'streamGenerateContent?alt=sse' } = options
  const { text = 'Un site pour un fleuriste', system, signal } = options
  const body = options.body ?? {
    contents: [{ role: 'user', parts: [{ text }] }],
    ...(system ? { systemInstruction: { parts: [{ text: system }] } } : {}),
  }
  return fetch(`${sandbox.url}/v1beta/models/gemini-test:${verb}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(key ? { 'x-goog-api-key': key } : {}) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
}

/** The responses in an event stream. */
export function eventsIn(stream: string): GenerateContentResponse[] {
  return stream
    .split('\n\n')
    .filter(Boolean)
    .map((event) => JSON.parse(event.replace(/^data: /, '')) as GenerateContentResponse)
}

/** What the model said in them. */
export function textOf(responses: readonly GenerateContentResponse[]): string {
  return responses.map((response) => response.candidates[0]?.content.parts[0]?.text).join('')
}
