import { APICallError, generateText, type LanguageModel, streamText } from 'ai'
import { aiSdkSettings } from '../../src/providers'
import type { ProviderName } from './provider-pool'
import { prompt, same, type Target, type Way } from './way'

type Make = (settings: ReturnType<typeof aiSdkSettings>, url: string) => LanguageModel

/** A way through `generateText` and `streamText`. */
export const aiSdkWay = (title: string, provider: ProviderName, make: Make): Way => {
  const modelOf = ({ keys, url, options, around = same }: Target) => {
    const { apiKey, fetch } = aiSdkSettings(keys, provider, options)
    return make({ apiKey, fetch: around(fetch) }, url)
  }
  const common = { prompt, maxOutputTokens: 1000 }
  return {
    title,
    provider,
    async ask(target, signal) {
      const abort = signal ? { abortSignal: signal } : {}
      return (await generateText({ model: modelOf(target), ...common, ...abort })).text
    },
    async *stream(target, signal) {
      const abort = signal ? { abortSignal: signal } : {}
      const onError = () => undefined
      const { fullStream } = streamText({ model: modelOf(target), ...common, onError, ...abort })
      for await (const part of fullStream) {
        if (part.type === 'text-delta') yield part.text
        if (part.type === 'error') throw part.error
        if (part.type === 'abort') throw new DOMException('aborted', 'AbortError')
      }
    },
    isRefusal: (error, status) => APICallError.isInstance(error) && error.statusCode === status,
  }
}
