import { MAX_LAST_ERROR_LENGTH, type ReportInput } from '@itqan/keys-contract'
import type { Redactor } from '../redaction/redactor'
import { toStorable } from './storable-text'

/** Whether a report has any text of a provider's. */
export function hasTexts({ entries }: ReportInput): boolean {
  return entries.some(({ lastError }) => lastError)
}

/** Providers print keys in their errors: every known key is taken out, then the text is cut. */
export function redactReport(input: ReportInput, redactor: Redactor): ReportInput {
  const entries = input.entries.map((entry) => {
    if (!entry.lastError) return entry
    const clean = redactor.redact(toStorable(entry.lastError))
    // By code point, so that no surrogate pair is cut in two.
    const lastError = Array.from(clean).slice(0, MAX_LAST_ERROR_LENGTH).join('')
    return { ...entry, lastError }
  })
  return { ...input, entries }
}
