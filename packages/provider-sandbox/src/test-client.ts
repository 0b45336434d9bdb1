import type { Behaviour } from './behaviour'
import type { Sandbox } from './create-sandbox'
import type { GenerateContentResponse } from './protocols/gemini-answer'
import type { Provider } from './provider'
import { sandboxKeys } from './sandbox-keys'

export interface AskOptions {
  key?: string | null
  verb?: string
  body?: unknown
  system?: string
  text?: string
  signal?: AbortSignal
}

/** The first sample key of a provider with a behaviour. */
export function keyThatIs(behaviour: Behaviour, provider: Provider = 'gemini'): string {
  const found = sandboxKeys.find(
    (sample) => sample.behaviour === behaviour && sample.provider === provider,
  )
  if (!found) throw new Error(`no sample key of ${provider} is ${behaviour}`)
  return found.key
}

/** Makes one generate call to Gemini, as an SDK would. */
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

export interface PostOptions {
  provider: Provider
  /** With or without the provider's prefix. */
  path: string
  body: unknown
  /** Default the provider's healthy sample, made to behave so. */
  behaviour?: Behaviour
  /** Instead of the healthy sample. */
  key?: string | null
}

/** Makes one call to any provider. */
export function post(sandbox: Sandbox, options: PostOptions): Promise<Response> {
  const { provider, path, body, behaviour, key = keyThatIs('healthy', provider) } = options
  if (key !== null && behaviour) sandbox.setBehaviour(key, behaviour)
  return fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(key === null ? {} : credentialOf(provider, key)),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

function credentialOf(provider: Provider, key: string): Record<string, string> {
  switch (provider) {
    case 'gemini':
      return { 'x-goog-api-key': key }
    case 'anthropic':
      return { 'x-api-key': key }
    case 'openai':
    case 'mistral':
      return { authorization: `Bearer ${key}` }
    default:
      return provider satisfies never
  }
}

/** The responses in an event stream of Gemini. */
export function eventsIn(stream: string): GenerateContentResponse[] {
  return sseIn(stream).map(({ data }) => JSON.parse(data) as GenerateContentResponse)
}

/** The events of a stream as they came. */
export function sseIn(stream: string): { event: string | null; data: string }[] {
  return stream
    .split('\n\n')
    .filter(Boolean)
    .map((block) => {
      const [, event = null, data = ''] = /^(?:event: (.*)\n)?data: (.*)$/.exec(block) ?? []
      return { event, data }
    })
}

/** What the model said in them. */
export function textOf(responses: readonly GenerateContentResponse[]): string {
  return responses.map((response) => response.candidates[0]?.content.parts[0]?.text).join('')
}
