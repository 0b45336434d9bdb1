import { classifyFailure } from '../classify-failure'
import type { Classification, ProviderFailure } from '../failure'
import type { RecordedAnswer } from './answer'

/** A Sunday, seven in the morning in Los Angeles. */
export const NOW = Date.UTC(2026, 10, 22, 15)

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** What a failure is expected to mean: all that a row leaves out is null, or false. */
export interface Row {
  title: string
  answer: RecordedAnswer
  model?: string
  outcome: Classification['outcome']
  exact: boolean
  /** `until`, counted from {@link NOW}. */
  inMs: number | null
  scope: Classification['scope']
  restMs?: number
  escalates?: boolean
  quotaPool?: string
}

const plain = { exact: false, inMs: null, scope: null } as const
const inexactly = { exact: false, scope: null } as const

/** What rows of several providers share. */
export const usual = {
  limited: { outcome: 'rate_limit', ...inexactly },
  limitedForAMinute: { outcome: 'rate_limit', ...plain, restMs: MINUTE, escalates: true },
  billing: { outcome: 'billing', ...inexactly },
  invalidKey: { outcome: 'invalid_key', inMs: null, scope: null, restMs: HOUR, escalates: true },
  noAccess: { outcome: 'model_unavailable', ...plain, restMs: 12 * HOUR },
  mistake: { outcome: 'client_error', ...plain },
  overloaded: { outcome: 'overloaded', ...plain },
} as const

export function expectedOf(row: Row): Classification {
  return {
    outcome: row.outcome,
    exact: row.exact,
    until: row.inMs === null ? null : NOW + row.inMs,
    restMs: row.restMs ?? null,
    escalates: row.escalates ?? false,
    scope: row.scope,
    quotaPool: row.quotaPool ?? null,
  }
}

export function failureOf({ status, headers, body }: RecordedAnswer): ProviderFailure {
  return { kind: 'response', status, headers, body: body === '' ? null : body, message: '' }
}

/** Classifies at {@link NOW}, with no jitter. */
export function classifyRow(provider: string, { answer, model }: Row): Classification {
  return classifyFailure({ provider, failure: failureOf(answer), model, now: NOW, random: () => 0 })
}
