import { z } from 'zod'

/**
 * A provider's name: `gemini`, `openai`, `anthropic`, `mistral`, or any other short name.
 * Case and surrounding space are forgiven: `' Gemini '` is read as `gemini`.
 */
export const providerSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 letters, digits or hyphens')
