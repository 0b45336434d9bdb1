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
] as const

/** One of {@link behaviours}. */
export type Behaviour = (typeof behaviours)[number]
