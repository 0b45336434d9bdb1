import type { Report } from './report'

/** The report for scripts, in one line. Times are in ISO 8601, lengths of time in milliseconds. */
export function jsonOf({ address, question, checks, cause, warnings, providers }: Report): string {
  return JSON.stringify({
    ok: cause === null,
    cause: cause?.code ?? null,
    message: cause?.what ?? null,
    fix: cause?.fix ?? null,
    details: cause?.facts ?? null,
    address,
    provider: question.provider,
    model: question.model,
    warnings: warnings.map(({ code, what }) => ({ code, message: what })),
    checks,
    providers,
  })
}
