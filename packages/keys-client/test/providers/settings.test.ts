import Anthropic from '@anthropic-ai/sdk'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { GoogleGenAI } from '@google/genai'
import { generateText } from 'ai'
import OpenAI from 'openai'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeysClient } from '../../src'
import {
  aiSdkSettings,
  anthropicSettings,
  googleGenAiSettings,
  openaiSettings,
} from '../../src/providers'
import { SECRET } from '../scripted-dashboard'
import { startPool, startSandboxPool } from './provider-pool'
import { deadUrl, events, json, startProvider } from './scripted-provider'

const messages = [{ role: 'user' as const, content: 'Bonjour' }]

describe('the settings', () => {
  it('hold no key, but a word that says where keys come from', async () => {
    const { keys } = await startPool('gemini', 1)
    const all = [
      aiSdkSettings(keys, 'gemini'),
      openaiSettings(keys),
      anthropicSettings(keys),
      googleGenAiSettings(keys),
    ]
    for (const settings of all) expect(settings.apiKey).toBe('from-the-pool')
  })

  it('leave the placeholder of no SDK in a request', async () => {
    const { keys } = await startPool('gemini', 1)
    const provider = await startProvider(json(200, { candidates: [] }))
    const { apiKey, httpOptions } = googleGenAiSettings(keys)
    const ai = new GoogleGenAI({ apiKey, httpOptions: { ...httpOptions, baseUrl: provider.url } })
    await ai.models.generateContent({ model: 'm', contents: 'Bonjour' })
    expect(JSON.stringify(provider.seen)).not.toContain('from-the-pool')
  })
})

describe('the AI SDK', () => {
  it('does not ask again when the dashboard is away', async () => {
    const keys = createKeysClient({ url: await deadUrl(), secret: SECRET, initTimeoutMs: 50 })
    onTestFinished(async () => void (await keys.close({ timeoutMs: 0 })))
    const google = createGoogleGenerativeAI(aiSdkSettings(keys, 'gemini'))
    const call = generateText({ model: google('m'), prompt: 'Bonjour' })
    await expect(call).rejects.toMatchObject({ name: 'KeysClientError', code: 'unavailable' })
  })
})

describe('an SDK whose retries the app has switched on', () => {
  it.each(['openai', 'anthropic'] as const)('of %s asks no more than the pool', async (name) => {
    const pool = await startSandboxPool(name, Array(6).fill('overloaded'), { hurried: true })
    const retries = { maxRetries: 2 }
    const openai = new OpenAI({
      ...openaiSettings(pool.keys),
      ...retries,
      baseURL: `${pool.url}/openai/v1`,
    })
    const anthropic = new Anthropic({
      ...anthropicSettings(pool.keys),
      ...retries,
      baseURL: `${pool.url}/anthropic`,
    })
    const call =
      name === 'openai'
        ? openai.chat.completions.create({ model: 'm', messages })
        : anthropic.messages.create({ model: 'm', messages, max_tokens: 100 })
    await expect(call).rejects.toMatchObject({ status: name === 'openai' ? 503 : 529 })
    expect(pool.sandbox.requests()).toHaveLength(5)
  })
})

describe('an error in the middle of a stream', () => {
  const content = {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: 'Bonjour' },
  }
  const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
  const told = ({ type }: { type: string }, data: unknown) =>
    `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`

  it("of Anthropic is reported as overloaded and reaches the caller as the SDK's own", async () => {
    const pool = await startPool('anthropic', 2)
    const provider = await startProvider(events(told(content, content), told(error, error)))
    const anthropic = new Anthropic({ ...anthropicSettings(pool.keys), baseURL: provider.url })
    const stream = await anthropic.messages.create({
      model: 'm',
      messages,
      max_tokens: 100,
      stream: true,
    })
    const seen: string[] = []
    const read = (async () => {
      for await (const { type } of stream) seen.push(type)
    })()
    await expect(read).rejects.toBeInstanceOf(Anthropic.APIError)
    expect(seen).toEqual(['content_block_delta'])
    expect(provider.seen).toHaveLength(1)
    expect(await pool.outcomes()).toEqual([{ overloaded: 1 }, {}])
  })

  it('of a sandbox that has said nothing yet is mended by the next key', async () => {
    const pool = await startSandboxPool('anthropic', ['overloaded-midstream', 'healthy'], {
      hurried: true,
    })
    const baseURL = `${pool.url}/anthropic`
    const anthropic = new Anthropic({ ...anthropicSettings(pool.keys), baseURL })
    const stream = anthropic.messages.stream({ model: 'm', messages, max_tokens: 100 })
    expect(await stream.finalText()).toContain('Bonjour')
    expect(await pool.outcomes()).toEqual([{ overloaded: 1 }, { ok: 1 }])
  })
})
