import type { Outcome, PooledKey } from '@itqan/keys-contract'
import type { ServedPool } from '@itqan/keys-client/test-harness'
import type { KeyStore } from '@itqan/keys-router'
import { everyProvider } from '@itqan/keys-router/test-doubles'
import { createChangeFeed, openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { storeOn } from '@itqan/keys-store/test-store'
import { onTestFinished } from 'vitest'
import { createPoolRows } from './pool-rows'

type Tally = Map<Outcome, number>

/** One database serves the tests of a file, one after the other. */
let server: ReturnType<typeof openTestDatabase> | undefined

/** The pool that the client's contract is tried on, in option B's own store. */
export async function openStoredPool(keys: readonly PooledKey[]): Promise<ServedPool> {
  const { url } = await (server ??= openTestDatabase())
  const database = openDatabase({ url, maxConnections: 1 })
  const rows = createPoolRows(database)
  let epoch = await rows.begin(keys)
  let busy = 0
  let isMuted = false
  let work: Promise<unknown> = Promise.resolve()

  async function during<T>(job: Promise<T>): Promise<T> {
    busy += 1
    try {
      return await job
    } finally {
      busy -= 1
    }
  }

  /** Tests change the pool in one word, and wait for it with the clock. */
  function change(make: () => Promise<number>): void {
    work = during(
      work.then(async () => {
        epoch = await make()
        feed.wake()
      }),
    )
  }

  const store = storeOn(database, { onCommit: () => feed.wake() })
  const feed = createChangeFeed({
    changes: (since) => during(isMuted ? rows.nothingSince(since) : store.changes(since)),
  })
  const heard = listening(store, (answered) => (epoch = Math.max(epoch, answered)))
  onTestFinished(async () => {
    feed.close()
    await work
    await database.close()
  })
  return {
    ...heard,
    feed,
    busy: () => busy,
    get epoch() {
      return epoch
    },
    put: (...added) => change(() => rows.put(added)),
    revoke: (...ids) => change(() => rows.revoke(ids)),
    cool: (cooldown) => change(() => rows.cool(cooldown)),
    restore: (restored, backup) => change(() => rows.restore(restored, backup)),
    mute(muted) {
      isMuted = muted
      if (!muted) feed.wake()
    },
  }
}

/** The store, and what was asked of it. */
function listening(store: KeyStore, onEpoch: (epoch: number) => void) {
  const tallies = new Map<string, Tally>()
  const lists: Parameters<KeyStore['list']>[0][] = []
  const reports: Parameters<KeyStore['report']>[0][] = []
  const usesOf = (tally: Tally | undefined) =>
    [...(tally?.values() ?? [])].reduce((sum, uses) => sum + uses, 0)
  const listened: KeyStore = {
    ...store,
    list(input) {
      lists.push(input)
      return store.list(input)
    },
    async report(input) {
      const answer = await store.report(input, everyProvider)
      onEpoch(answer.epoch)
      if (answer.duplicate) return answer
      reports.push(input)
      const unknown = new Set(answer.unknownKeyIds)
      for (const { keyId, outcome, count } of input.entries) {
        if (unknown.has(keyId)) continue
        const tally = tallies.get(keyId) ?? new Map<Outcome, number>()
        tallies.set(keyId, tally.set(outcome, (tally.get(outcome) ?? 0) + count))
      }
      return answer
    },
  }
  return {
    store: listened,
    lists,
    reports,
    uses: (keyId: string) => usesOf(tallies.get(keyId)),
    outcomes: (keyId: string) => Object.fromEntries(tallies.get(keyId) ?? []),
    totalUses: () => [...tallies.values()].reduce((sum, tally) => sum + usesOf(tally), 0),
  }
}
