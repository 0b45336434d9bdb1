import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import Anthropic from '@anthropic-ai/sdk'
import { ApiError, GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { anthropicSettings, googleGenAiSettings, openaiSettings } from '../../src/providers'
import { aiSdkWay } from './ai-sdk-way'
import { plainWay } from './plain-way'
import { messages, model, prompt, same, type Target, type Way } from './way'

const genAiOf = ({ keys, url, options, around = same }: Target) => {
  const { apiKey, httpOptions } = googleGenAiSettings(keys, options)
  const fetch = around(httpOptions.fetch)
  return new GoogleGenAI({ apiKey, httpOptions: { fetch, baseUrl: `${url}/gemini` } })
}

const genAi: Way = {
  title: '@google/genai',
  provider: 'gemini',
  async ask(target, signal) {
    const config = signal ? { config: { abortSignal: signal } } : {}
    const { models } = genAiOf(target)
    return (await models.generateContent({ model, contents: prompt, ...config })).text ?? ''
  },
  async *stream(target, signal) {
    const config = signal ? { config: { abortSignal: signal } } : {}
    const { models } = genAiOf(target)
    const chunks = await models.generateContentStream({ model, contents: prompt, ...config })
    for await (const { text } of chunks) yield text ?? ''
  },
  isRefusal: (error, status) => error instanceof ApiError && error.status === status,
}

const openAiOf = ({ keys, url, options, around = same }: Target) => {
  const settings = openaiSettings(keys, options)
  return new OpenAI({ ...settings, fetch: around(settings.fetch), baseURL: `${url}/openai/v1` })
}

const openAi: Way = {
  title: 'openai',
  provider: 'openai',
  async ask(target, signal) {
    const { chat } = openAiOf(target)
    const answer = await chat.completions.create({ model, messages }, { signal })
    return answer.choices[0]?.message.content ?? ''
  },
  async *stream(target, signal) {
    const { chat } = openAiOf(target)
    const chunks = await chat.completions.create({ model, messages, stream: true }, { signal })
    for await (const chunk of chunks) yield chunk.choices[0]?.delta.content ?? ''
    // The SDK ends a stream that was aborted as if it were whole.
    signal?.throwIfAborted()
  },
  isRefusal: (error, status) => error instanceof OpenAI.APIError && error.status === status,
}

const anthropicOf = ({ keys, url, options, around = same }: Target) => {
  const settings = anthropicSettings(keys, options)
  return new Anthropic({ ...settings, fetch: around(settings.fetch), baseURL: `${url}/anthropic` })
}

const anthropic: Way = {
  title: '@anthropic-ai/sdk',
  provider: 'anthropic',
  async ask(target, signal) {
    const client = anthropicOf(target)
    const body = { model, messages, max_tokens: 1000 }
    const { content } = await client.messages.create(body, signal ? { signal } : {})
    return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
  },
  async *stream(target, signal) {
    const client = anthropicOf(target)
    const body = { model, messages, max_tokens: 1000, stream: true } as const
    for await (const event of await client.messages.create(body, signal ? { signal } : {})) {
      const isText = event.type === 'content_block_delta' && event.delta.type === 'text_delta'
      if (isText && event.delta.type === 'text_delta') yield event.delta.text
    }
    signal?.throwIfAborted()
  },
  isRefusal: (error, status) => error instanceof Anthropic.APIError && error.status === status,
}

export const ways: readonly Way[] = [
  aiSdkWay('@ai-sdk/google', 'gemini', (settings, url) =>
    createGoogleGenerativeAI({ ...settings, baseURL: `${url}/gemini/v1beta` })(model),
  ),
  aiSdkWay('@ai-sdk/openai, responses', 'openai', (settings, url) =>
    createOpenAI({ ...settings, baseURL: `${url}/openai/v1` })(model),
  ),
  aiSdkWay('@ai-sdk/openai, chat', 'openai', (settings, url) =>
    createOpenAI({ ...settings, baseURL: `${url}/openai/v1` }).chat(model),
  ),
  aiSdkWay('@ai-sdk/anthropic', 'anthropic', (settings, url) =>
    createAnthropic({ ...settings, baseURL: `${url}/anthropic/v1` })(model),
  ),
  aiSdkWay('@ai-sdk/mistral', 'mistral', (settings, url) =>
    createMistral({ ...settings, baseURL: `${url}/mistral/v1` })(model),
  ),
  genAi,
  openAi,
  anthropic,
  plainWay,
]
