import { type Interval } from './disturbance'

/** A use that ended, or that a kill ended. */
export interface CountedUse {
  keyId: string
  /** When it ended; `null`: it had begun when its process was killed. */
  at: number | null
  /** The client's run. */
  run: string
}

/** What kills may have taken with them. */
export interface KilledRun {
  run: string
  /** From when on its uses may not have reached the database. */
  unsent: Interval
}

export interface CountFacts {
  uses: readonly CountedUse[]
  killed: readonly KilledRun[]
  /** What the database has, by key. */
  stored: ReadonlyMap<string, number>
}

export interface CountVerdict {
  used: number
  stored: number
  /** Uses that are not stored, and need not be. */
  lostWithKill: number
  /** The most that could be lost so. */
  allowed: number
  /** Keys whose counts no kill explains. */
  wrong: { keyId: string; used: number; stored: number; allowed: number }[]
}

/**
 * Holds what was used against what is stored, key by key. Nothing is stored that was not used, and all
 * that was used is stored, but for what a killed process could not send any more.
 */
export function judgeCounts({ uses, killed, stored }: CountFacts): CountVerdict {
  const unsentOf = new Map(killed.map(({ run, unsent }) => [run, unsent]))
  const byKey = new Map<string, { used: number; allowed: number }>()
  for (const { keyId, at, run } of uses) {
    const count = byKey.get(keyId) ?? { used: 0, allowed: 0 }
    byKey.set(keyId, count)
    const unsent = unsentOf.get(run)
    count.used += 1
    if (unsent && (at === null || at >= unsent.from)) count.allowed += 1
  }
  const keyIds = new Set([...byKey.keys(), ...stored.keys()])
  const rows = Array.from(keyIds, (keyId) => ({
    keyId,
    ...(byKey.get(keyId) ?? { used: 0, allowed: 0 }),
    stored: stored.get(keyId) ?? 0,
  }))
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0)
  const wrong = rows.filter((row) => row.stored > row.used || row.used - row.stored > row.allowed)
  return {
    used: sum((row) => row.used),
    stored: sum((row) => row.stored),
    lostWithKill: sum((row) => (wrong.includes(row) ? 0 : row.used - row.stored)),
    allowed: sum((row) => row.allowed),
    wrong,
  }
}

/** A flush comes 1.2 s after the first use at the latest, and may be under way for a second. */
const FLUSH_MS = 2_200

/** A delivery without an answer is given up after 5 s, and the next try comes 4 s later, at most. */
const RETRY_MS = 10_000

/**
 * From when on the uses of a process that was killed may be unsent: one flush, and however long nothing
 * could be delivered before it.
 */
export function unsentBefore(killedAt: number, disturbed: readonly Interval[]): Interval {
  let from = killedAt - FLUSH_MS
  for (const { from: begin, to } of disturbed.toSorted((a, b) => b.to - a.to)) {
    if (begin < from && to + RETRY_MS > from) from = begin - FLUSH_MS
  }
  return { from, to: killedAt }
}
