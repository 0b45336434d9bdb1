import { MAX_COOLDOWN_MS } from '@itqan/keys-contract'
import { plainHeaders } from './safe'

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

const DURATION = /^-?(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d))+$/
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/
// `Date.parse` alone takes "about 5" for May 2001.
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/
const NUMBER = /^-?\d+(?:\.\d+)?$/

/** `"22s"`, `"45.837906927s"`, `"6m0s"` or `"120ms"` in milliseconds; `null` for anything else. */
export function parseDuration(text: unknown): number | null {
  if (typeof text !== 'string' || text.length > 64 || !DURATION.test(text)) return null
  let sum = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g)) {
    sum += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN)
  }
  return text.startsWith('-') ? -sum : sum
}

/** `"2026-11-22T15:00:05Z"` in milliseconds since 1970; `null` for anything else. */
export function parseTimestamp(text: unknown): number | null {
  return typeof text === 'string' && RFC_3339.test(text) ? finite(Date.parse(text)) : null
}

/** A hint made usable: one of the past means now, and none reaches further than a cooldown may. */
export function hintAt(at: number, now: number): number | null {
  if (Number.isNaN(at)) return null
  return Math.min(Math.max(Math.ceil(at), now), now + MAX_COOLDOWN_MS)
}

/** When the `retry-after-ms` or `retry-after` header allows another try; `null` without a usable one. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const milliseconds = numberIn(headers['retry-after-ms'])
  if (milliseconds !== null) return hintAt(now + milliseconds, now)
  const text = textIn(headers['retry-after'])
  const seconds = numberIn(text)
  if (seconds !== null) return hintAt(now + seconds * 1000, now)
  return HTTP_DATE.test(text) ? hintAt(Date.parse(text), now) : null
}

/** As {@link retryAfter} for headers of any make, in milliseconds from now. */
export function retryAfterMs(headers: unknown, now: number): number | null {
  const at = retryAfter(plainHeaders(headers), now)
  return at === null ? null : at - now
}

function numberIn(text: unknown): number | null {
  const trimmed = textIn(text)
  return NUMBER.test(trimmed) ? Number(trimmed) : null
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
