import type { Outcome } from '@itqan/keys-contract'
import { type BriefDeps, PROVIDER } from './ports'

export type BriefEnd = 'written' | 'interrupted' | 'aborted' | 'refused' | 'unavailable'

/** One key's turn as the log tells it. What failed, failed with a message. */
export interface AttemptRecord {
  keyId: string
  /** Known once the answer has begun. */
  outcome?: Outcome
  status?: number
  message?: string
}

/** Writes one line a request, with every key tried and how each went. */
export function logEnd(
  deps: Pick<BriefDeps, 'log' | 'gemini'>,
  end: BriefEnd,
  fields: { reason?: string; attempts: AttemptRecord[] },
): void {
  const level = end === 'written' || end === 'aborted' ? 'info' : 'error'
  deps.log[level](`brief.${end}`, { provider: PROVIDER, model: deps.gemini.model, ...fields })
}
