import type { knownProviders } from '@itqan/keys-contract'
import { classifyAnthropic } from './anthropic'
import type { ClassifyInput } from './classify-input'
import type { Classification } from './failure'
import { classifyGemini } from './gemini'
import { classifyByStatus } from './generic'
import { classifyMistral } from './mistral'
import { classifyOpenAi } from './openai'
import { verdict } from './verdict'

type Classifier = (input: ClassifyInput) => Classification

const byProvider = {
  gemini: classifyGemini,
  openai: classifyOpenAi,
  anthropic: classifyAnthropic,
  mistral: classifyMistral,
} satisfies Record<(typeof knownProviders)[number], Classifier>

const classifiers = new Map<string, Classifier>(Object.entries(byProvider))

/**
 * What a failed call means for the key that made it. Fields that machines read go before headers,
 * headers before the status, the status before the text; text alone never makes it `exact`.
 */
export function classifyFailure(input: ClassifyInput): Classification {
  const { kind } = input.failure
  switch (kind) {
    case 'aborted':
      return verdict('aborted')
    case 'network':
      return verdict('network')
    case 'unknown':
      // The caller's own mistake costs the key nothing.
      return verdict('client_error')
    case 'response':
      return (classifiers.get(input.provider) ?? classifyByStatus)(input)
    default:
      return kind satisfies never
  }
}
