import type { ReportInput } from '@itqan/keys-contract'

/** No clock that runs ahead is believed. */
export function withoutFuture(input: ReportInput, now: Date): ReportInput {
  const entries = input.entries.map((entry) =>
    entry.lastUsedAt > now ? { ...entry, lastUsedAt: now } : entry,
  )
  return { ...input, entries }
}
