import { writeBrief } from './brief'
import { splitIntoChunks } from './chunks'
import type { JsonObject } from './json'
import type { Prompt } from './prompt'

/** What the model says to one call, before a protocol gives it a shape. */
export interface Answer {
  /** The part of its id that no prefix of a provider is in. */
  id: string
  /** Milliseconds since 1970. */
  at: number
  model: string
  text: string
  /** The text, in the pieces of a stream. */
  chunks: readonly string[]
  promptTokens: number
  answerTokens: number
  totalTokens: number
  /** The call's body: what else it asks for. */
  request: JsonObject
}

const STREAM_CHUNKS = 32

interface AnswerOptions {
  id: string
  at: number
  model: string
  prompt: Prompt
  request: JsonObject
}

/** Writes the answer to a prompt. Same prompt, same text. */
export function writeAnswer({ id, at, model, prompt, request }: AnswerOptions): Answer {
  const text = writeBrief(prompt)
  const promptTokens = tokensIn(prompt.userText)
  const answerTokens = tokensIn(text)
  return {
    id,
    at,
    model,
    request,
    text,
    chunks: splitIntoChunks(text, STREAM_CHUNKS),
    promptTokens,
    answerTokens,
    totalTokens: promptTokens + answerTokens,
  }
}

/** The usual rule of thumb. */
function tokensIn(text: string): number {
  return Math.ceil(text.length / 4)
}
