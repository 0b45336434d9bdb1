import type { knownProviders } from '@itqan/keys-contract'

const labels = {
  gemini: 'Gemini',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  mistral: 'Mistral',
} as const satisfies Record<(typeof knownProviders)[number], string>

/** A provider's name as it writes it itself; an unknown one as it was typed. */
export function providerLabel(provider: string): string {
  return new Map<string, string>(Object.entries(labels)).get(provider) ?? provider
}
