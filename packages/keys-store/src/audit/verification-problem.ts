import { type AuditProblem, auditProblemKinds } from '@itqan/keys-contract'
import type { Problem } from './audit-problem'

/** What `audit_verifications` keeps of a problem: `hash at 13`. */
export const problemText = ({ kind, seq }: Problem): string => `${kind} at ${seq}`

/** A text that nobody here wrote is a problem all the same. */
export function readProblem(text: string): AuditProblem {
  const [, word, seq] = /^(\w+) at (-?\d{1,19})$/.exec(text) ?? []
  const kind = auditProblemKinds.find((one) => one === word)
  return { kind: kind ?? 'hash', seq: Number(seq ?? 0) }
}
