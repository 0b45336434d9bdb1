import type { Client } from 'pg'
import { LRUCache } from 'lru-cache'
import { type AuditEntry, hashOfKeyIds, NO_HASH } from './audit-entry'
import { earlier, type Problem } from './audit-problem'
import { checkSignature, type TrustOptions } from './check-checkpoint'
import { checkEntry, type Link } from './check-entry'
import type { Checkpoint } from './checkpoint'
import { prunedUpTo } from './prune-detail'
import { readCheckpoints, readKeySets } from './read-pages'

export interface ChainCheckOptions {
  client: Client
  head: { seq: bigint; hash: string }
  publicKeys: TrustOptions['publicKeys']
  /** Kept elsewhere than in the database. */
  checkpoints: readonly Checkpoint[]
}

/** Follows the chain through its pages. Nothing may be asked of it after a problem. */
export interface ChainCheck {
  page(entries: readonly AuditEntry[]): Promise<Problem | null>
  /** What is missing after the last page, and whether the start was explained. */
  end(): Promise<Problem | null>
  count(): { rows: number; firstSeq: bigint | null; seq: bigint; checkpoints: number }
}

/** More than any `seq`. */
const NO_END = 2n ** 63n - 1n

export function createChainCheck(options: ChainCheckOptions): ChainCheck {
  const { client, head } = options
  const trust = options.publicKeys ? { publicKeys: options.publicKeys } : {}
  const knownSets = new LRUCache<string, true>({ max: 1_000 })
  let last: Link = { seq: 0n, hash: NO_HASH, at: new Date(0) }
  /** Up to where the checkpoints were looked at. */
  let checkedUpTo = -1n
  let firstSeq: bigint | null = null
  /** Retention says so of a chain that does not begin with the first entry. */
  let isStartExplained = true
  let rows = 0
  let checkpoints = 0

  async function checkpointsUpTo(upTo: bigint): Promise<Checkpoint[]> {
    const kept = await readCheckpoints(client, { after: checkedUpTo, upTo })
    const elsewhere = options.checkpoints.filter(({ seq }) => seq > checkedUpTo && seq <= upTo)
    checkedUpTo = upTo
    return [...kept, ...elsewhere].toSorted((a, b) => Number(a.seq - b.seq))
  }

  /** Every signature, and the hash of every checkpoint that stands at one of these entries. */
  function checkSigned(
    signed: readonly Checkpoint[],
    hashes: ReadonlyMap<bigint, string>,
  ): Problem | null {
    for (const checkpoint of signed) {
      const { seq, hash } = checkpoint
      const found = checkSignature(checkpoint, trust)
      if (found) return found
      if (hashes.has(seq) && hashes.get(seq) !== hash) return { seq, kind: 'checkpoint_hash' }
      checkpoints += 1
    }
    return null
  }

  /** A chain that retention shortened begins at a signed checkpoint. */
  async function begin({ seq }: AuditEntry): Promise<Problem | null> {
    firstSeq = seq
    if (seq === 1n) return null
    if (seq < 1n) return { seq, kind: 'start' }
    const signed = await checkpointsUpTo(seq - 1n)
    const problem = checkSigned(signed, new Map())
    if (problem) return problem
    const base = signed.findLast((checkpoint) => checkpoint.seq === seq - 1n)
    if (!base) return { seq, kind: 'start' }
    last = base
    isStartExplained = false
    return null
  }

  async function checkSets(entries: readonly AuditEntry[]): Promise<Problem | null> {
    const wanted = new Map<string, bigint>()
    for (const { keySet, seq } of entries) {
      const isNew = keySet !== null && !knownSets.get(keySet) && !wanted.has(keySet)
      if (isNew) wanted.set(keySet, seq)
    }
    if (wanted.size === 0) return null
    const sets = await readKeySets(client, [...wanted.keys()])
    for (const [hash, seq] of wanted) {
      const keyIds = sets.get(hash)
      if (!keyIds || hashOfKeyIds(keyIds) !== hash) return { seq, kind: 'key_set' }
      knownSets.set(hash, true)
    }
    return null
  }

  function checkEntries(entries: readonly AuditEntry[]): Problem | null {
    for (const entry of entries) {
      const problem = checkEntry(last, entry)
      if (problem) return problem
      last = entry
      rows += 1
      if (firstSeq !== null && prunedUpTo(entry) === firstSeq - 1n) isStartExplained = true
    }
    return null
  }

  async function page(entries: readonly AuditEntry[]): Promise<Problem | null> {
    const [first] = entries
    const lost = firstSeq === null && first ? await begin(first) : null
    if (lost) return lost
    const broken = checkEntries(entries)
    const upTo = entries.at(-1)?.seq ?? 0n
    const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]))
    const unsigned = checkSigned(await checkpointsUpTo(upTo), hashes)
    return [unsigned, await checkSets(entries)].reduce(earlier, broken)
  }

  async function end(): Promise<Problem | null> {
    const next = last.seq + 1n
    const beyond = (await checkpointsUpTo(NO_END)).filter(({ seq }) => seq > last.seq)
    const [lost] = beyond
    const unsigned = checkSigned(beyond, new Map())
    if (unsigned) return unsigned
    if (last.seq < head.seq) return { seq: next, kind: 'truncated' }
    if (lost) return { seq: next, kind: 'rewound' }
    if (last.seq > head.seq || last.hash !== head.hash) return { seq: last.seq, kind: 'head' }
    return isStartExplained ? null : { seq: firstSeq ?? 0n, kind: 'start' }
  }

  return { page, end, count: () => ({ rows, firstSeq, seq: last.seq, checkpoints }) }
}
