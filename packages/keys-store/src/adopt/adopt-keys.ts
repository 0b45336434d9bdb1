import { maskKey } from '@itqan/keys-contract'
import type { Origin } from '@itqan/keys-router'
import type { AuditLog } from '../audit'
import type { Database } from '../database'
import type { Keyring } from '../keyring/parse-keyring'
import type { Session } from '../store/epoch'
import { groupKeys, type KeyGroup } from './group-keys'
import { foreseeKeys, type Kept, keepKeys } from './keep-keys'
import type { PlainKey } from './normalise-row'
import type { Source } from './source'
import { createTeller, type ShownKey, type Tally, type Verdict } from './verdict'

export interface AdoptOptions {
  database: Database
  keyring: Keyring
  audit: Pick<AuditLog, 'appendWithin'>
  /** Who adopts, for the audit. */
  origin: Origin
  /** Told of every row in the source's order, once it is so for good. */
  onVerdict(verdict: Verdict): void
  /** Changes nothing, and tells what it would. */
  isDry?: boolean
  /** Stops before the next transaction. What was adopted stays. */
  signal?: AbortSignal
}

/** Keys of one transaction: few enough that reports wait for milliseconds. */
const BATCH = 100

/** In milliseconds: how long to wait for a connection, and how long one transaction may take. */
const patience = { maxWait: 15_000, timeout: 60_000 }

/** How a kind of source comes into the pool. */
export interface Method {
  /** What would become of the groups. Reads only. */
  foresee(groups: readonly KeyGroup[]): Promise<Kept[]>
  /** Does it, within a transaction that ends with the audit's entry. */
  keep(session: Session, groups: readonly KeyGroup[]): Promise<Kept[]>
}

/** For what stands outside the pool's own table. */
export function copying({ database, keyring }: AdoptOptions): Method {
  return {
    foresee: (groups) => foreseeKeys(database.prisma, keyring, groups),
    keep: (session, groups) => keepKeys(session, keyring, groups),
  }
}

/**
 * Takes the keys of a source into the pool, sealed, a batch in one transaction with its entry in the
 * audit. Whoever runs it again after it was interrupted gets what one run would have given.
 *
 * @returns how many rows became what; fewer than the source has after an abort.
 */
export async function adoptKeys(
  source: Source,
  options: AdoptOptions,
  method: Method = copying(options),
): Promise<Tally> {
  const { signal, onVerdict } = options
  const teller = createTeller(
    source.rows.map(({ place }) => place),
    onVerdict,
  )
  const { groups, refused } = groupKeys(source.rows)
  for (const { place, problem } of refused) teller.know({ place, result: 'refused', problem })
  for (let start = 0; start < groups.length && !signal?.aborted; start += BATCH) {
    const batch = groups.slice(start, start + BATCH)
    const kept = options.isDry
      ? await method.foresee(batch)
      : await keepBatch(options, {
          kind: source.kind,
          keep: (session) => method.keep(session, batch),
        })
    for (const verdict of kept.flatMap(verdictsOf)) teller.know(verdict)
  }
  return teller.tally()
}

function keepBatch(
  { database, audit, origin }: AdoptOptions,
  { kind, keep }: { kind: Source['kind']; keep(session: Session): Promise<Kept[]> },
): Promise<Kept[]> {
  return database.prisma.$transaction(async (session) => {
    const kept = await keep(session)
    const keyIds = kept.flatMap((one) => (one.result === 'adopted' ? one.id : []))
    if (keyIds.length > 0) {
      const detail = `${keyIds.length} from ${kind}`
      const deed = { action: 'keys.adopt', outcome: 'ok', provider: null, keyIds, detail } as const
      await audit.appendWithin(session, { ...origin, ...deed })
    }
    return kept
  }, patience)
}

function verdictsOf(kept: Kept): Verdict[] {
  const { key, duplicates } = kept.group
  const all = [key, ...duplicates]
  if (kept.result === 'id_taken') {
    return all.map(({ place }) => ({ place, result: 'refused', problem: { code: 'id_taken' } }))
  }
  const shown = shownKey(key, kept.id)
  return all.map(({ place }, index) =>
    index === 0 || kept.result === 'present'
      ? { place, result: kept.result, key: shown }
      : { place, result: 'duplicate', of: key.place, key: shown },
  )
}

const shownKey = ({ provider, name, key }: PlainKey, id: string): ShownKey => ({
  id,
  provider,
  name,
  maskedKey: maskKey(key),
})
