import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { streamText, type TextStreamPart, type ToolSet } from 'ai'
import { briefInstructions } from './prompt'
import type { BriefDeps, BriefOrder } from './ports'

export type Part = TextStreamPart<ToolSet>

export interface OpenStreamOptions {
  order: BriefOrder
  gemini: BriefDeps['gemini']
  apiKey: string
  /** Ends the call: the visitor's leave or one of our own timeouts. */
  signal: AbortSignal
}

/** Asks Gemini for a brief. Failures are parts of the stream: nothing is thrown or logged here. */
export function openStream(options: OpenStreamOptions): AsyncIterator<Part> {
  const { order, gemini, apiKey, signal } = options
  const google = createGoogleGenerativeAI({ apiKey, baseURL: gemini.baseUrl })
  const { fullStream } = streamText({
    model: google(gemini.model),
    system: briefInstructions(order.locale),
    prompt: order.description,
    abortSignal: signal,
    // The SDK would retry on the same key: another key is the retry.
    maxRetries: 0,
    maxOutputTokens: 8192,
    providerOptions: { google: thinkingFor(gemini.model) },
    // By default the SDK prints the whole error, which may hold the key.
    onError: () => {},
  })
  return fullStream[Symbol.asyncIterator]()
}

/** Thinking before the first word costs seconds; only the 2.5 flash models can go without. */
function thinkingFor(model: string) {
  return /^gemini-2\.5-flash/.test(model) ? { thinkingConfig: { thinkingBudget: 0 } } : {}
}
