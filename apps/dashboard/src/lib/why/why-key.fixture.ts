import type { WhyKey } from '@itqan/keys-contract'

/** A key that is ready and was never used, but for what a test says of it. */
export const whyKey = (keyId: string, rest: Partial<WhyKey> = {}): WhyKey => ({
  keyId,
  name: keyId,
  maskedKey: 'AIza…0000',
  quotaPool: null,
  state: 'ready',
  place: 1,
  equals: 1,
  rests: [],
  recentErrors: 0,
  usageCount: 0,
  weight: 1,
  lastUsedAt: null,
  lastFailure: null,
  lastFailureAt: null,
  lastError: null,
  ...rest,
})
