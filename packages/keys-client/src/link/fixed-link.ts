import type { ListOutput, PooledKey, ReportOutput, WatchEvent } from '@itqan/keys-contract'
import { TRPCClientError } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { parseProvider } from '../provider-name'
import type { KeysLink } from './link'

const EPOCH = 1

/**
 * Keys that an app has already, one a provider, such as those that `keys sync` wrote to its environment.
 * The client does what it does with a dashboard; uses are counted nowhere, and changes come by a restart.
 *
 * @param keys by provider.
 * @example
 * const keys = createKeysClient({ link: fixedLink({ gemini: env.GEMINI_API_KEY }) })
 */
export function fixedLink(keys: Readonly<Record<string, string>>): KeysLink {
  const pool = Object.entries(keys).map(([name, key]) => pooledKey(parseProvider(name), key))
  return () =>
    ({ op }) =>
      observable((observer) => {
        const answer = answers[op.path]
        if (!answer) {
          observer.error(TRPCClientError.from(new Error(`A fixed key has no ${op.path}`)))
          return
        }
        if (op.type === 'subscription') observer.next({ result: { type: 'started' } })
        observer.next({ result: { type: 'data', data: answer(pool, op.input) } })
        // A stream stays open: there is never any more to tell.
        if (op.type !== 'subscription') observer.complete()
      })
}

function pooledKey(provider: string, key: string): PooledKey {
  return {
    id: `fixed-${provider}`,
    provider,
    name: 'environment',
    key,
    usageCount: 0,
    errorCount: 0,
    recentErrors: 0,
    lastUsedAt: null,
    quotaPool: null,
    weight: 1,
  }
}

const answers: Readonly<
  Record<string, ((pool: readonly PooledKey[], input: unknown) => unknown) | undefined>
> = {
  list(pool, input): ListOutput {
    const { provider, since } = input as { provider?: string; since?: number }
    const keys = pool.filter((key) => provider === undefined || key.provider === provider)
    return { epoch: EPOCH, keys: since === EPOCH ? [] : keys, removed: [], cooldowns: [] }
  },
  providers: (pool) =>
    pool.map(({ provider }) => ({ provider, active: 1, disabled: 0, disabledByProvider: 0 })),
  report: (): ReportOutput => ({
    duplicate: false,
    unknownKeyIds: [],
    epoch: EPOCH,
    cooldowns: [],
  }),
  watch: (): WatchEvent => ({
    since: EPOCH,
    epoch: EPOCH,
    reason: 'sync',
    removed: [],
    cooldowns: [],
    hasEdits: false,
    spreadMs: 0,
  }),
  resetErrors: () => undefined,
}
