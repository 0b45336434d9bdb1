/** Why a chain does not hold. */
export type ProblemKind =
  /** What the entry says does not give its hash: it was edited. */
  | 'hash'
  /** The entry names another hash than that of the entry before. */
  | 'previous_hash'
  /** The entry of this number is missing. */
  | 'gap'
  /** It is earlier than the entry before. */
  | 'order'
  /** The key ids behind it are missing, or others. */
  | 'key_set'
  /** The first entry is not the first of all, and no retention says why. */
  | 'start'
  /** The head names another last entry than there is. */
  | 'head'
  /** Entries are missing at the end: head or a checkpoint knows of more. */
  | 'truncated'
  /** A checkpoint is beyond the head: both were set back. */
  | 'rewound'
  /** A checkpoint was signed over another entry than stands there. */
  | 'checkpoint_hash'
  | 'checkpoint_signature'
  /** Signed by nobody that the caller trusts. */
  | 'checkpoint_signer'
  /** An exported line is not what the table says. */
  | 'export'

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
