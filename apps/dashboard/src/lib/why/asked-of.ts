import { type WhyChoices, type WhyInput, whyInputSchema } from '@itqan/keys-contract'

/** What the address names; either may be missing, or be no name at all. */
export interface Address {
  provider: string | null
  model: string | null
}

export type Asked =
  | { kind: 'ask'; input: WhyInput }
  /** There is no key to ask about. */
  | { kind: 'nothing' }
  /** The model is none. */
  | { kind: 'invalid' }

/** What to explain: what the address says, or else the first provider. */
export function askedOf({ provider, model }: Address, choices: WhyChoices): Asked {
  const named = provider?.trim() || choices[0]?.provider
  if (!named) return { kind: 'nothing' }
  const read = whyInputSchema.safeParse({
    provider: named,
    ...(model?.trim() && { model }),
  })
  return read.success ? { kind: 'ask', input: read.data } : { kind: 'invalid' }
}
