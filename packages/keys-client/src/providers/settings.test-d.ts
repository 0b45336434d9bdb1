import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI, type GenerateContentResponse } from '@google/genai'
import { generateText } from 'ai'
import OpenAI from 'openai'
import { describe, expectTypeOf, it } from 'vitest'
import { createKeysClient } from '..'
import {
  aiSdkSettings,
  anthropicSettings,
  googleGenAiSettings,
  openaiSettings,
  pooledFetch,
} from '.'

const keys = createKeysClient({ url: 'http://localhost:3001', secret: 'x' })

describe('the settings fit the SDKs', () => {
  it('makes providers of the AI SDK, with settings of the app beside', () => {
    const baseURL = 'http://localhost:3002'
    const google = createGoogleGenerativeAI({ ...aiSdkSettings(keys, 'gemini'), baseURL })
    createOpenAI({ ...aiSdkSettings(keys, 'openai'), organization: 'org' })
    createAnthropic(aiSdkSettings(keys, 'anthropic', { attemptTimeoutMs: 5_000 }))
    createMistral(aiSdkSettings(keys, 'mistral', { deadline: new Date() }))
    const { text } = {} as Awaited<ReturnType<typeof ask>>
    expectTypeOf(text).toEqualTypeOf<string>()
    const ask = () => generateText({ model: google('gemini-2.5-flash'), prompt: 'Hello' })
  })

  it("keeps the results of the providers' own SDKs", () => {
    const openai = new OpenAI({ ...openaiSettings(keys), timeout: 60_000 })
    const messages = [{ role: 'user' as const, content: 'Hello' }]
    const chat = () => openai.chat.completions.create({ model: 'gpt-5-mini', messages })
    expectTypeOf(chat).returns.resolves.toExtend<OpenAI.ChatCompletion>()

    const anthropic = new Anthropic({ ...anthropicSettings(keys), timeout: 60_000 })
    const limits = { model: 'claude-haiku-4-5', max_tokens: 100 }
    const write = () => anthropic.messages.create({ ...limits, messages })
    expectTypeOf<Awaited<ReturnType<typeof write>>['content']>().toEqualTypeOf<
      Anthropic.ContentBlock[]
    >()

    const { apiKey, httpOptions } = googleGenAiSettings(keys)
    const ai = new GoogleGenAI({ apiKey, httpOptions: { ...httpOptions, timeout: 60_000 } })
    const generate = () => ai.models.generateContent({ model: 'gemini-2.5-flash', contents: 'Hi' })
    expectTypeOf(generate).returns.resolves.toEqualTypeOf<GenerateContentResponse>()
  })

  it('takes the place of any fetch', () => {
    expectTypeOf(pooledFetch(keys, 'gemini')).toEqualTypeOf<typeof fetch>()
  })

  it('leaves the failures to the settings', () => {
    // @ts-expect-error the AI SDK would try again
    aiSdkSettings(keys, 'gemini', { onFailure: 'return' })
    // @ts-expect-error its provider is known
    openaiSettings(keys, 'mistral')
  })
})
