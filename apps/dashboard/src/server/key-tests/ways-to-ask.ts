import type { knownProviders } from '@itqan/keys-contract'

/** Where each provider is asked. Of our surroundings' choice, never of a person's. */
export type ProviderUrls = Record<(typeof knownProviders)[number], string>

/** A question that costs nothing: which models there are. */
export interface Question {
  url: string
  headers: Record<string, string>
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

const ways = {
  // A key in the address would be in somebody's log.
  gemini: { path: '/models?pageSize=1', headersFor: (key) => ({ 'x-goog-api-key': key }) },
  openai: { path: '/models', headersFor: bearer },
  anthropic: {
    path: '/models?limit=1',
    headersFor: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
  },
  mistral: { path: '/models', headersFor: bearer },
} satisfies Record<
  keyof ProviderUrls,
  { path: string; headersFor: (key: string) => Record<string, string> }
>

/** How to ask a provider with a key; `null` for one that nobody knows. */
export function questionFor(
  urls: ProviderUrls,
  { provider, key }: { provider: string; key: string },
): Question | null {
  if (!isKnown(provider)) return null
  const { path, headersFor } = ways[provider]
  return { url: `${urls[provider].replace(/\/+$/, '')}${path}`, headers: headersFor(key) }
}

function isKnown(provider: string): provider is keyof ProviderUrls {
  return Object.hasOwn(ways, provider)
}
