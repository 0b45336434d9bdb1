export { pooledFetch, type PooledFetchOptions } from './pooled-fetch'
export {
  aiSdkSettings,
  anthropicSettings,
  googleGenAiSettings,
  openaiSettings,
  type AiSdkSettings,
  type AnthropicSettings,
  type GoogleGenAiSettings,
  type OpenAiSettings,
  type SettingsOptions,
} from './settings'
