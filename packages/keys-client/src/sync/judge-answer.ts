/** What an answer of `list` is worth when it arrives. */
export type Verdict =
  /** It holds what changed after `since`: apply it. */
  | 'changes'
  /** It holds everything: replace what is known. */
  | 'everything'
  /** It is older than what was heard meanwhile, and could bring a revoked key back: ask again. */
  | 'outdated'

/**
 * The fence that keeps revoked keys from coming back. An answer lower than an epoch that was heard
 * after the request began is outdated. Any other answer lower than what was known comes from a database
 * that went back in time, with all its keys.
 */
export function judgeAnswer(options: {
  /** The epoch that the request named; `undefined`: it asked for everything. */
  since: number | undefined
  answered: number
  /** The newest epoch heard of when the request began, and now. */
  heardBefore: number
  heardNow: number
}): Verdict {
  const { since, answered, heardBefore, heardNow } = options
  if (heardNow > heardBefore && answered < heardNow) return 'outdated'
  return since === undefined || answered < since ? 'everything' : 'changes'
}
