import {
  type ListInput,
  type ListOutput,
  type PooledKey,
  providerSchema,
} from '@itqan/keys-contract'
import { KeysClientError } from './errors'
import { applyList, refreshInput, type Snapshot } from './snapshot'

export interface PoolOptions {
  list: (input: ListInput) => Promise<ListOutput>
  /** Milliseconds, from any origin. */
  now: () => number
  /** A snapshot younger than this answers without the network, in milliseconds. */
  freshForMs: number
  /** A snapshot that could not be confirmed for this long is not used any more, in milliseconds. */
  keepForMs: number
  /** After a failed refresh the kept snapshot answers this long before the next try, in milliseconds. */
  pauseMs: number
  /** Told which keys an answer brought: their counters are as new as the dashboard's. */
  onKeys: (keys: PooledKey[]) => void
}

/** Snapshots by provider, each refreshed by one request at a time. */
export interface Pool {
  keysOf(provider: string): Promise<Iterable<PooledKey>>
}

export function createPool(options: PoolOptions): Pool {
  const { list, now, freshForMs, keepForMs, pauseMs, onKeys } = options
  const snapshots = new Map<string, Snapshot>()
  const flights = new Map<string, Promise<Snapshot>>()
  const pausedUntil = new Map<string, number>()

  async function refresh(provider: string): Promise<Snapshot> {
    const before = snapshots.get(provider)
    try {
      const input = refreshInput(provider, before)
      const answer = await list(input)
      const snapshot = applyList({
        snapshot: snapshots.get(provider),
        since: input.since,
        answer,
        now: now(),
      })
      snapshots.set(provider, snapshot)
      onKeys(answer.keys)
      return snapshot
    } catch (error) {
      // Who is not let in any more must not go on with what it knew.
      if (KeysClientError.isInstance(error) && error.code === 'unauthorized') {
        snapshots.delete(provider)
      }
      const kept = snapshots.get(provider)
      if (!kept || now() - kept.confirmedAt >= keepForMs) throw error
      pausedUntil.set(provider, now() + pauseMs)
      return kept
    }
  }

  const isFresh = (snapshot: Snapshot) => now() - snapshot.confirmedAt < freshForMs
  const isPaused = (provider: string) => now() < (pausedUntil.get(provider) ?? -Infinity)

  function refreshOnce(provider: string): Promise<Snapshot> {
    const flight =
      flights.get(provider) ?? refresh(provider).finally(() => flights.delete(provider))
    flights.set(provider, flight)
    return flight
  }

  return {
    async keysOf(name) {
      const provider = parseProvider(name)
      const snapshot = snapshots.get(provider)
      const answers = snapshot && (isFresh(snapshot) || isPaused(provider))
      const { keys } = answers ? snapshot : await refreshOnce(provider)
      return keys.values()
    },
  }
}

function parseProvider(name: string): string {
  const result = providerSchema.safeParse(name)
  if (result.success) return result.data
  const problem = result.error.issues[0]?.message ?? 'is not valid'
  throw new KeysClientError('rejected', `The provider's name ${problem}`)
}
