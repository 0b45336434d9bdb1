import { type ListOutput, listOutputSchema } from '@itqan/keys-contract'
import { LRUCache } from 'lru-cache'
import type { KeyStore } from '../ports'
import { transformer } from '../transformer'
import { createFreshReads } from './fresh-reads'

/** What a list is asked for, once it is known which provider the caller has to do with. */
export interface ListScope {
  /** `undefined` for all. */
  provider: string | undefined
  since: number | undefined
}

/** A list as it is sent. */
export interface EncodedList {
  epoch: number
  keyIds: readonly string[]
  /** As the answer of one call, and as that of a batch of one. */
  single: Uint8Array<ArrayBuffer>
  batched: Uint8Array<ArrayBuffer>
}

/** Counters in an answer may be as old as this, in milliseconds: they do not move the epoch. */
const MAX_AGE_MS = 1_000

/** Of all answers together, in bytes. A larger one is sent, and not kept. */
const MAX_BYTES = 64 * 1024 * 1024

/**
 * Lists as bytes, read and encoded once for all who ask the same.
 *
 * What was committed before a call is in its answer, whichever process committed it: each answer rests
 * on a read of the epoch that began after the call, and callers of one moment share that read. Only
 * counters (uses, errors, `lastUsedAt`) may be older, by up to a second.
 */
export interface ListAnswers {
  read(scope: ListScope): Promise<EncodedList>
  /** What {@link read} would answer if the epoch has not moved since: whoever gives it, looks. */
  kept(scope: ListScope): EncodedList | undefined
}

export function createListAnswers(
  store: Pick<KeyStore, 'list' | 'changes'>,
  clock: { now(): number } = performance,
): ListAnswers {
  const kept = new LRUCache<string, EncodedList>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ single, batched }) => single.byteLength + batched.byteLength,
    ttl: MAX_AGE_MS,
    // Asked for each call: else a timer would be started each time.
    ttlResolution: 0,
    perf: clock,
  })
  const readEpoch = createFreshReads(async () => (await store.changes()).epoch)
  const readList = createFreshReads(async (key: string) => {
    const list = encodeList(await store.list(scopeIn(key)))
    kept.set(key, list)
    return list
  })
  let nothing = encodeList(nothingSince(0))
  return {
    async read(scope) {
      const epoch = await readEpoch(undefined)
      if (scope.since === epoch) {
        if (nothing.epoch !== epoch) nothing = encodeList(nothingSince(epoch))
        return nothing
      }
      const key = keyOf(scope)
      const known = kept.get(key)
      if (known?.epoch === epoch) return known
      // A list is at least as new as the epoch in it.
      return readList(key, (begun) => begun.epoch === epoch)
    },
    kept: (scope) => kept.get(keyOf(scope)),
  }
}

const keyOf = ({ provider, since }: ListScope) => `${provider ?? ''} ${since ?? ''}`

function scopeIn(key: string): { provider?: string; since?: number } {
  const [provider, since] = key.split(' ')
  return { ...(provider && { provider }), ...(since && { since: Number(since) }) }
}

function nothingSince(epoch: number): ListOutput {
  return { epoch, keys: [], removed: [], cooldowns: [] }
}

/** In the very form that tRPC gives an answer. */
function encodeList(list: ListOutput): EncodedList {
  const data = transformer.output.serialize(listOutputSchema.parse(list))
  const single = JSON.stringify({ result: { data } })
  return {
    epoch: list.epoch,
    // Frozen: the audit may remember what it made of them.
    keyIds: Object.freeze(list.keys.map(({ id }) => id)),
    single: Buffer.from(single),
    batched: Buffer.from(`[${single}]`),
  }
}
