import { type Outcome, type ReportEntry, USAGE_KEPT_MS, type UsageSpan } from '@itqan/keys-contract'

/** The uses of one key in one minute with one model that ended alike. */
export interface UsageCell {
  keyId: string
  minute: Date
  hour: Date
  model: string
  outcome: Outcome
  /** The last of them. */
  usedAt: Date
  count: number
}

const spanMs = { minute: 60_000, hour: 3_600_000 } as const satisfies Record<UsageSpan, number>

/** When the oldest bucket that is kept began. */
export function oldestKept(span: UsageSpan, now: Date): Date {
  return startOf(span, now.getTime() - USAGE_KEPT_MS[span])
}

/** What a batch adds to which buckets. What is older than all that is kept goes into the oldest. */
export function usageCells(entries: readonly ReportEntry[], now: Date): UsageCell[] {
  const cells = new Map<string, UsageCell>()
  for (const { keyId, model = '', outcome, count, lastUsedAt } of entries) {
    const minute = bucketOf('minute', lastUsedAt, now)
    const hour = bucketOf('hour', lastUsedAt, now)
    const name = JSON.stringify([keyId, minute, hour, model, outcome])
    const cell = cells.get(name)
    cells.set(name, {
      ...(cell ?? { keyId, minute, hour, model, outcome }),
      usedAt: cell && cell.usedAt > lastUsedAt ? cell.usedAt : lastUsedAt,
      count: (cell?.count ?? 0) + count,
    })
  }
  return [...cells.values()]
}

function bucketOf(span: UsageSpan, at: Date, now: Date): Date {
  const oldest = oldestKept(span, now)
  return at < oldest ? oldest : startOf(span, at.getTime())
}

function startOf(span: UsageSpan, time: number): Date {
  return new Date(time - (time % spanMs[span]))
}
