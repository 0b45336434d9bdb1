/** Whose protocols the sandbox speaks. */
export const providers = ['gemini', 'openai', 'anthropic', 'mistral'] as const

/** One of {@link providers}. */
export type Provider = (typeof providers)[number]
