import type { Outcome, PooledKey } from '@itqan/keys-contract'
import { withoutKey } from './describe-failure'
import type { BriefDeps } from './ports'
import type { Ending } from './read-step'

/** One key's turn as the log tells it. */
export interface AttemptRecord {
  keyId: string
  outcome: Outcome
  status?: number
  message?: string
}

/** Reports a use to the dashboard without making the visitor wait, and says what to log of it. */
export function reportEnding(options: {
  deps: BriefDeps
  key: PooledKey
  ending: Ending
}): AttemptRecord {
  const { deps, key, ending } = options
  const record = { keyId: key.id, ...tell(ending, key.key) }
  void sendReport(deps, record)
  return record
}

async function sendReport(deps: BriefDeps, record: AttemptRecord): Promise<void> {
  const { keyId, outcome, message } = record
  const stored = await deps.keys.reportUse({
    keyId,
    outcome,
    model: deps.gemini.model,
    ...(message ? { lastError: message } : {}),
  })
  if (!stored) deps.log.error('keys.report_lost', { keyId, outcome })
}

function tell(ending: Ending, key: string): Omit<AttemptRecord, 'keyId'> {
  switch (ending.kind) {
    case 'done':
    case 'cut':
      return { outcome: 'ok' }
    case 'aborted':
      return { outcome: 'aborted' }
    case 'failed': {
      const { outcome, status } = ending
      const message = withoutKey(ending.message, key)
      return status === null ? { outcome, message } : { outcome, status, message }
    }
    default:
      return ending satisfies never
  }
}
