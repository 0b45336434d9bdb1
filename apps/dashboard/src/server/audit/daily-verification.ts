import { randomUUID } from 'node:crypto'
import type { AuditVerifier, Log } from '@itqan/keys-router'

interface DailyVerificationOptions {
  verifier: Pick<AuditVerifier, 'start'> & { isDue(maxAgeMs: number): Promise<boolean> }
  log: Log
  /** From 0 to 1. Default `Math.random`. */
  random?: () => number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * Goes through the audit once a day, whichever of the processes comes first: each asks about once an
 * hour, at its own times. Answers what ends it.
 */
export function startDailyVerification(options: DailyVerificationOptions): () => void {
  const { verifier, log, random = Math.random } = options
  // A server that has just begun has better things to do.
  let timer = setTimeout(check, MINUTE_MS * (1 + 9 * random()))
  timer.unref()

  function check(): void {
    timer = setTimeout(check, HOUR_MS * (0.5 + random()))
    timer.unref()
    verifyIfDue().catch(() => log.error('Whether the audit is to be verified is not known', {}))
  }

  async function verifyIfDue(): Promise<void> {
    if (!(await verifier.isDue(DAY_MS))) return
    const actor = { kind: 'system', name: 'daily' } as const
    verifier.start({ actor, address: null, requestId: randomUUID() })
  }

  return () => clearTimeout(timer)
}
