import type { KeysClient } from '../keys-client'
import type { Provider } from '../provider-name'
import { pooledFetch, type PooledFetchOptions } from './pooled-fetch'

/** SDKs insist on a key: where this one shows up, a request went another way than through the pool. */
const PLACEHOLDER = 'from-the-pool'

export type SettingsOptions = Omit<PooledFetchOptions, 'onFailure'>

export interface AiSdkSettings {
  apiKey: string
  fetch: typeof fetch
}

export interface OpenAiSettings {
  apiKey: string
  fetch: typeof fetch
  maxRetries: 0
}

export type AnthropicSettings = OpenAiSettings

export interface GoogleGenAiSettings {
  apiKey: string
  httpOptions: { fetch: typeof fetch }
}

/**
 * For a provider of the AI SDK: `createGoogleGenerativeAI`, `createOpenAI`, `createAnthropic`,
 * `createMistral`. When all keys failed the SDK throws a KeysClientError, and does not try again.
 *
 * @example
 * const google = createGoogleGenerativeAI(aiSdkSettings(keys, 'gemini'))
 * const { text } = await generateText({ model: google('gemini-2.5-flash'), prompt: 'Hello' })
 */
export function aiSdkSettings(
  keys: KeysClient,
  provider: Provider,
  options: SettingsOptions = {},
): AiSdkSettings {
  const fetch = pooledFetch(keys, provider, { ...options, onFailure: 'throw' })
  return { apiKey: PLACEHOLDER, fetch }
}

/**
 * For the `openai` SDK. Its own retries are off: the pool tries other keys instead.
 *
 * @example
 * const openai = new OpenAI({ ...openaiSettings(keys), timeout: 60_000 })
 */
export function openaiSettings(keys: KeysClient, options: SettingsOptions = {}): OpenAiSettings {
  return { apiKey: PLACEHOLDER, fetch: pooledFetch(keys, 'openai', options), maxRetries: 0 }
}

/**
 * For `@anthropic-ai/sdk`. Its own retries are off: the pool tries other keys instead.
 *
 * @example
 * const anthropic = new Anthropic({ ...anthropicSettings(keys), timeout: 60_000 })
 */
export function anthropicSettings(
  keys: KeysClient,
  options: SettingsOptions = {},
): AnthropicSettings {
  return { apiKey: PLACEHOLDER, fetch: pooledFetch(keys, 'anthropic', options), maxRetries: 0 }
}

/**
 * For `@google/genai` 2 and later. It does not retry unless `retryOptions` say so, but for
 * `ai.interactions`: pass `{ retries: { strategy: 'none' } }` there. `ai.live` opens a socket of its
 * own, which no pool can serve.
 *
 * @example
 * const { apiKey, httpOptions } = googleGenAiSettings(keys)
 * const ai = new GoogleGenAI({ apiKey, httpOptions: { ...httpOptions, timeout: 60_000 } })
 */
export function googleGenAiSettings(
  keys: KeysClient,
  options: SettingsOptions = {},
): GoogleGenAiSettings {
  return { apiKey: PLACEHOLDER, httpOptions: { fetch: pooledFetch(keys, 'gemini', options) } }
}
