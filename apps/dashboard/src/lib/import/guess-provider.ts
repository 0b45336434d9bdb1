/** Well-known beginnings, the longer ones first. */
const beginnings: readonly [pattern: RegExp, provider: string][] = [
  [/^AIza[\w-]{20,}$/, 'gemini'],
  [/^sk-ant-[\w-]{10,}$/, 'anthropic'],
  [/^sk-[\w-]{16,}$/, 'openai'],
]

/** Whose a key looks like; `null` for one that could be anybody's. A proposal, never more. */
export function guessProvider(key: string): string | null {
  return beginnings.find(([pattern]) => pattern.test(key))?.[1] ?? null
}

/** What most of the keys look like, to be proposed for those whose provider the text does not say. */
export function proposeProvider(keys: readonly { key: string; provider?: string | undefined }[]) {
  const votes = new Map<string, number>()
  for (const { key, provider } of keys) {
    const guess = provider ? null : guessProvider(key)
    if (guess) votes.set(guess, (votes.get(guess) ?? 0) + 1)
  }
  const [first] = [...votes].toSorted(([, a], [, b]) => b - a)
  return first?.[0] ?? null
}
