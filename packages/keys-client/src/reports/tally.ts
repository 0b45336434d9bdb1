import {
  type CooldownTarget,
  MAX_REPORT_ENTRIES,
  type Outcome,
  type ReportEntry,
} from '@itqan/keys-contract'
import type { SpanContext } from '@opentelemetry/api'
import { remember } from '../telemetry/report-trace'

/** One use of a key, as it is to be counted. */
export interface Use {
  keyId: string
  model: string | null
  outcome: Outcome
  /** In milliseconds since 1970. */
  at: number
  lastError?: string | undefined
  /** The rest that the use has led to. */
  rest?: { target: CooldownTarget; until: number } | undefined
  exact?: boolean | undefined
  quotaPool?: string | undefined
  /** The span that the use was made in, if anybody traces it. */
  within?: SpanContext | undefined
}

/** The uses of one key for one model with one outcome. */
export interface TallyEntry extends Omit<Use, 'within'> {
  count: number
  /** The spans of some of them. */
  within?: SpanContext[] | undefined
}

/** Uses not sent yet, added up: never more entries than keys × models × outcomes. */
export interface Tally {
  /** How many uses it holds. */
  readonly uses: number
  readonly isEmpty: boolean
  add(use: Use): void
  /** Takes out what one request can carry. */
  takeBatch(): TallyEntry[]
}

/** A batch stays well under the 64 KB that the dashboard reads, in bytes. */
const MAX_BATCH_BYTES = 48 * 1024

/** The contract takes no more uses in one entry. */
const MAX_ENTRY_USES = 1_000_000

/** An entry without its texts, superjson's notes about dates included, in bytes. */
const ENTRY_BYTES = 320

export function createTally(): Tally {
  /** By key; each list holds one entry a model and outcome, a handful at most. */
  const byKey = new Map<string, TallyEntry[]>()
  let uses = 0
  return {
    get uses() {
      return uses
    },
    get isEmpty() {
      return byKey.size === 0
    },
    add(use) {
      uses += 1
      const entries = byKey.get(use.keyId)
      const known = entries && findEntry(entries, use)
      if (known) addTo(known, use)
      else if (entries) entries.push(toEntry(use))
      else byKey.set(use.keyId, [toEntry(use)])
    },
    takeBatch() {
      const batch: TallyEntry[] = []
      let bytes = 0
      for (const [keyId, entries] of byKey) {
        for (let entry = entries[0]; entry; entry = entries[0]) {
          bytes += bytesOf(entry)
          const isFull = batch.length >= MAX_REPORT_ENTRIES || bytes > MAX_BATCH_BYTES
          if (isFull && batch.length > 0) return batch
          batch.push(entry)
          uses -= entry.count
          entries.shift()
        }
        byKey.delete(keyId)
      }
      return batch
    },
  }
}

/** A plain loop: it runs for each use. */
function findEntry(entries: readonly TallyEntry[], use: Use): TallyEntry | undefined {
  for (const entry of entries) {
    const isSame = entry.outcome === use.outcome && entry.model === use.model
    if (isSame && entry.count < MAX_ENTRY_USES) return entry
  }
  return undefined
}

/** Written out: a busy client makes one a key and second, and spreading takes ten times as long. */
function toEntry(use: Use): TallyEntry {
  const { keyId, model, outcome, at, lastError, rest, exact, quotaPool } = use
  const within = use.within ? [use.within] : undefined
  return { keyId, model, outcome, at, count: 1, lastError, rest, exact, quotaPool, within }
}

function addTo(entry: TallyEntry, use: Use): void {
  entry.count += 1
  if (use.within) remember((entry.within ??= []), use.within)
  if (use.exact) entry.exact = true
  if (use.quotaPool !== undefined) entry.quotaPool = use.quotaPool
  if (use.rest && use.rest.until >= (entry.rest?.until ?? 0)) entry.rest = use.rest
  if (use.at < entry.at) return
  entry.at = use.at
  if (use.lastError !== undefined) entry.lastError = use.lastError
}

function bytesOf({ lastError, model }: TallyEntry): number {
  const told = lastError ? Buffer.byteLength(JSON.stringify(lastError)) : 0
  return ENTRY_BYTES + told + (model?.length ?? 0)
}

/** What the router takes. */
export function toReportEntry(entry: TallyEntry): ReportEntry {
  const { keyId, model, outcome, count, at, lastError, rest, exact, quotaPool } = entry
  return {
    keyId,
    outcome,
    count,
    lastUsedAt: new Date(at),
    ...(model === null ? {} : { model }),
    ...(lastError === undefined ? {} : { lastError }),
    ...(rest ? { until: new Date(rest.until), scope: rest.target.scope } : {}),
    ...(exact ? { exact } : {}),
    ...(quotaPool === undefined ? {} : { quotaPool }),
  }
}
