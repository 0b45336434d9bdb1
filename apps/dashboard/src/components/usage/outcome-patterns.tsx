import './outcome-colors.css'
import { type Outcome, outcomes } from '@itqan/keys-contract'

/** Drawn over the colour, in a square of 8: who sees no colours sees these. What went well is plain. */
const patterns: Record<Outcome, string> = {
  ok: '',
  rate_limit: 'M-2 2 2-2M0 8 8 0M6 10 10 6',
  overloaded: 'M2 2h2M6 6h2',
  network: 'M2 0v8M6 0v8',
  invalid_key: 'M0 0 8 8M8 0 0 8',
  billing: 'M0 2h8M0 6h8',
  model_unavailable: 'M-2 6 2 10M0 0 8 8M6-2 10 2',
  error: 'M0 4h8',
  client_error: 'M0 4h8M4 0v8',
  aborted: 'M3 4h2',
}

/** An SVG paint: works in charts, legends and bars of this page. */
export const outcomeFill = (outcome: Outcome) => `url(#outcome-${outcome})`

/** Once a page. Not `hidden`: browsers paint nothing with what is not drawn. */
export function OutcomePatterns() {
  return (
    <svg aria-hidden className="absolute size-0">
      <defs>
        {outcomes.map((outcome) => (
          <pattern
            key={outcome}
            id={`outcome-${outcome}`}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
          >
            <rect width="8" height="8" fill={`var(--outcome-${outcome})`} />
            <path d={patterns[outcome]} stroke="var(--surface)" strokeWidth="1.25" />
          </pattern>
        ))}
      </defs>
    </svg>
  )
}

export function OutcomeSwatch({ outcome }: { outcome: Outcome }) {
  return (
    <svg aria-hidden viewBox="0 0 12 12" className="size-3 shrink-0">
      <rect width="12" height="12" rx="2" fill={outcomeFill(outcome)} />
    </svg>
  )
}
