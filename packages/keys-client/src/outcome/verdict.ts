import type { Classification, FailureOutcome } from './failure'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

type Rest = Pick<Classification, 'restMs' | 'escalates'>

const noRest: Rest = { restMs: null, escalates: false }

/** How long each kind of failure usually lasts, where the provider does not say. */
const usualRests = {
  invalid_key: { restMs: HOUR_MS, escalates: true },
  billing: { restMs: 24 * HOUR_MS, escalates: false },
  rate_limit: { restMs: MINUTE_MS, escalates: true },
  model_unavailable: { restMs: 12 * HOUR_MS, escalates: false },
  overloaded: noRest,
  network: noRest,
  client_error: noRest,
  aborted: noRest,
  error: noRest,
} satisfies Record<FailureOutcome, Rest>

/** A classification with what its outcome usually means, save what the answer `said`. */
export function verdict(
  outcome: FailureOutcome,
  said: Partial<Omit<Classification, 'outcome'>> = {},
): Classification {
  const hinted = typeof said.until === 'number'
  return {
    outcome,
    exact: false,
    until: null,
    ...(hinted ? noRest : usualRests[outcome]),
    scope: null,
    quotaPool: null,
    ...said,
  }
}

/** Nobody can use the provider from where this runs: no key helps, and a minute later it may work. */
export function unavailableHere(): Classification {
  return verdict('model_unavailable', { scope: 'provider', restMs: MINUTE_MS })
}
