/** What the sandbox does with every call made with a key. */
export const behaviours = [
  'healthy',
  'rate-limited-minute',
  'rate-limited-day',
  'invalid',
  'suspended',
  'overloaded',
  'slow',
  'cut',
  'billing',
  'no-model',
  'forbidden',
  'no-quota',
  'overloaded-midstream',
] as const

/** One of {@link behaviours}. */
export type Behaviour = (typeof behaviours)[number]

export function isBehaviour(value: unknown): value is Behaviour {
  return behaviours.some((behaviour) => behaviour === value)
}
