/** The providers the project knows by name; others are accepted as well. */
export const knownProviders = ['gemini', 'openai', 'anthropic', 'mistral'] as const
