import type { Protocol } from '../protocol'
import { anthropicProtocol } from './anthropic'
import { geminiProtocol } from './gemini'
import { mistralProtocol } from './mistral'
import { openaiProtocol } from './openai'

/** In the order in which they are asked whether a path is theirs. */
export const protocols: readonly Protocol[] = [
  geminiProtocol,
  openaiProtocol,
  anthropicProtocol,
  mistralProtocol,
]
