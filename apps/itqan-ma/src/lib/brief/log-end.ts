import { PROVIDER } from './next-key'
import type { BriefDeps } from './ports'
import type { AttemptRecord } from './report-ending'

export type BriefEnd = 'written' | 'interrupted' | 'aborted' | 'refused' | 'unavailable'

/** Writes one line a request, with every key tried and how each went. */
export function logEnd(
  deps: BriefDeps,
  end: BriefEnd,
  fields: { reason?: string; attempts: AttemptRecord[] },
): void {
  const level = end === 'written' || end === 'aborted' ? 'info' : 'error'
  deps.log[level](`brief.${end}`, { provider: PROVIDER, model: deps.gemini.model, ...fields })
}
