import type { AuditProblemKind } from '@itqan/keys-contract'

/** Why a chain does not hold. */
export type ProblemKind = AuditProblemKind

/** The first entry that does not hold. */
export interface Problem {
  seq: bigint
  kind: ProblemKind
}

/** The earlier of two; the first of them where both are about the same entry. */
export function earlier(one: Problem | null, other: Problem | null): Problem | null {
  if (!one || !other) return one ?? other
  return other.seq < one.seq ? other : one
}
