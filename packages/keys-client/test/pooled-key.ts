import type { PooledKey } from '@itqan/keys-contract'

/** A key that nobody has used yet, but for what a test says of it. */
export const pooledKey = (id: string, rest: Partial<PooledKey> = {}): PooledKey => ({
  id,
  provider: 'gemini',
  name: id,
  key: `AIza-${id}-0000000000`,
  usageCount: 0,
  errorCount: 0,
  recentErrors: 0,
  lastUsedAt: null,
  quotaPool: null,
  weight: 1,
  ...rest,
})

/** `pooledKeys(3)`: `k0`, `k1` and `k2`. */
export const pooledKeys = (count: number, rest: Partial<PooledKey> = {}): PooledKey[] =>
  Array.from({ length: count }, (_, index) => pooledKey(`k${index}`, rest))
