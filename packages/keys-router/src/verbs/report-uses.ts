import type { ReportInput, ReportOutput } from '@itqan/keys-contract'
import type { AuditSink, KeyStore, Origin, ReportedBy, Restriction, Trace } from '../ports'
import { recordLater } from '../record'
import { countReport } from '../telemetry/server-metrics'

interface ReportOptions {
  ctx: {
    store: KeyStore
    audit: AuditSink
    origin: Origin
    trace: Trace
    restriction: Restriction
    caller: Pick<ReportedBy, 'app'>
  }
  input: ReportInput
}

/** Counts how calls went. A use that was made is counted, whatever becomes of the audit. */
export async function reportUses({ ctx, input }: ReportOptions): Promise<ReportOutput> {
  const answer = await ctx.store.report(input, { ...ctx.restriction, app: ctx.caller.app })
  // An id that no key has may be anything, a key in clear among it.
  const unknown = new Set(answer.unknownKeyIds)
  const named = input.entries.map(({ keyId }) => keyId).filter((id) => !unknown.has(id))
  const keyIds = [...new Set(named)]
  const isCounted = !answer.duplicate
  countReport(ctx.caller.app, {
    entries: input.entries.filter(({ keyId }) => !unknown.has(keyId)),
    isCounted,
  })
  const detail = answer.duplicate ? 'duplicate' : null
  recordLater(ctx, { action: 'keys.report', keyIds, detail })
  ctx.trace('report', answer.epoch)
  return answer
}
