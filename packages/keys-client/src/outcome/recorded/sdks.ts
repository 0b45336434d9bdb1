import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { generateText, type LanguageModel, streamText } from 'ai'
import OpenAI from 'openai'

interface Call {
  baseURL: string
  signal?: AbortSignal
  /** The SDK's own limit, where it has one, in milliseconds. */
  timeout?: number
}

interface Sdk {
  name: string
  provider: string
  /** One call without retries, whose answer is of no interest. */
  call: (call: Call) => Promise<unknown>
  /** The same, as a stream, read to its end. */
  stream: (call: Call) => Promise<unknown>
}

const apiKey = 'not-a-key'
const model = 'some-model'
const messages = [{ role: 'user' as const, content: 'Hi' }]

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event
}

/** The AI SDK throws what happens before a stream, and puts what happens within it into `onError`. */
async function drainText(options: Parameters<typeof streamText>[0]): Promise<void> {
  const errors: unknown[] = []
  const { fullStream } = streamText({
    ...options,
    onError: ({ error }) => {
      errors.push(error)
    },
  })
  await drain(fullStream)
  if (errors.length > 0) await Promise.reject(errors[0])
}

function aiSdk(name: string, provider: string, modelAt: (baseURL: string) => LanguageModel): Sdk {
  const optionsOf = ({ baseURL, signal }: Call) => ({
    model: modelAt(baseURL),
    prompt: 'Hi',
    maxRetries: 0,
    maxOutputTokens: 9,
    ...(signal ? { abortSignal: signal } : {}),
  })
  return {
    name,
    provider,
    call: (call) => generateText(optionsOf(call)),
    stream: (call) => drainText(optionsOf(call)),
  }
}

const genAi: Sdk = {
  name: '@google/genai',
  provider: 'gemini',
  call: (call) => genAiOf(call).generateContent(genAiRequest(call)),
  stream: async (call) => drain(await genAiOf(call).generateContentStream(genAiRequest(call))),
}

function genAiOf({ baseURL, timeout }: Call) {
  const httpOptions = { baseUrl: baseURL, ...(timeout ? { timeout } : {}) }
  return new GoogleGenAI({ apiKey, httpOptions }).models
}

function genAiRequest({ signal }: Call) {
  return { model, contents: 'Hi', ...(signal ? { config: { abortSignal: signal } } : {}) }
}

const openAi: Sdk = {
  name: 'openai',
  provider: 'openai',
  call: (call) => openAiOf(call).create({ model, messages }, signalOf(call)),
  stream: async (call) =>
    drain(await openAiOf(call).create({ model, messages, stream: true }, signalOf(call))),
}

function openAiOf({ baseURL, timeout }: Call) {
  const limits = { maxRetries: 0, ...(timeout ? { timeout } : {}) }
  return new OpenAI({ apiKey, baseURL, ...limits }).chat.completions
}

const anthropic: Sdk = {
  name: '@anthropic-ai/sdk',
  provider: 'anthropic',
  call: (call) => anthropicOf(call).create({ model, messages, max_tokens: 9 }, signalOf(call)),
  stream: async (call) =>
    drain(
      await anthropicOf(call).create(
        { model, messages, max_tokens: 9, stream: true },
        signalOf(call),
      ),
    ),
}

function anthropicOf({ baseURL, timeout }: Call) {
  const limits = { maxRetries: 0, ...(timeout ? { timeout } : {}) }
  return new Anthropic({ apiKey, baseURL, ...limits }).messages
}

function signalOf({ signal }: Call) {
  return signal ? { signal } : {}
}

export const sdks: Sdk[] = [
  genAi,
  openAi,
  anthropic,
  aiSdk('@ai-sdk/google', 'gemini', (baseURL) =>
    createGoogleGenerativeAI({ apiKey, baseURL })(model),
  ),
  aiSdk('@ai-sdk/openai', 'openai', (baseURL) => createOpenAI({ apiKey, baseURL })(model)),
  aiSdk('@ai-sdk/openai chat', 'openai', (baseURL) =>
    createOpenAI({ apiKey, baseURL }).chat(model),
  ),
  aiSdk('@ai-sdk/anthropic', 'anthropic', (baseURL) => createAnthropic({ apiKey, baseURL })(model)),
  aiSdk('@ai-sdk/mistral', 'mistral', (baseURL) => createMistral({ apiKey, baseURL })(model)),
]
