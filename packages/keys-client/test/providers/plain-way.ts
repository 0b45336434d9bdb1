import { createParser } from 'eventsource-parser'
import { pooledFetch } from '../../src/providers'
import { model, prompt, same, type Target, type Way } from './way'

/** What the plain way makes of a refusal. */
class Refused extends Error {
  readonly status: number

  constructor(status: number) {
    super(`status ${status}`)
    this.status = status
  }
}

interface GeminiAnswer {
  candidates: { content: { parts: { text: string }[] } }[]
}

const textIn = (text: string) =>
  (JSON.parse(text) as GeminiAnswer).candidates[0]?.content.parts[0]?.text ?? ''

async function post(target: Target, verb: string, signal?: AbortSignal): Promise<Response> {
  const { keys, url, options, around = same } = target
  const geminiFetch = around(pooledFetch(keys, 'gemini', options))
  const response = await geminiFetch(`${url}/gemini/v1beta/models/${model}:${verb}`, {
    method: 'POST',
    body: JSON.stringify({ contents: [{ parts: [{ text: prompt }] }] }),
    ...(signal && { signal }),
  })
  if (!response.ok) throw new Refused(response.status)
  return response
}

/** No SDK at all. */
export const plainWay: Way = {
  title: 'plain fetch',
  provider: 'gemini',
  ask: async (target, signal) =>
    textIn(await (await post(target, 'generateContent', signal)).text()),
  async *stream(target, signal) {
    const { body } = await post(target, 'streamGenerateContent?alt=sse', signal)
    const texts: string[] = []
    const parser = createParser({ onEvent: ({ data }) => texts.push(textIn(data)) })
    const decoder = new TextDecoder()
    for await (const chunk of body ?? []) {
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }))
      yield* texts.splice(0)
    }
  },
  isRefusal: (error, status) => error instanceof Refused && error.status === status,
}
