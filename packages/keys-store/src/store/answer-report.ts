import type { ReportInput, ReportOutput } from '@itqan/keys-contract'
import { readCooldowns } from './cooldowns'
import type { Applied } from './count-uses'
import { readEpoch, type Session } from './epoch'

/** What a caller is told once its batch is applied: what others have learnt meanwhile. */
export async function answerReport(
  session: Session,
  { since }: ReportInput,
  { duplicate, unknownKeyIds, providers }: Applied,
): Promise<ReportOutput> {
  const epoch = Number(await readEpoch(session))
  // A caller ahead of us has seen another database: it gets everything, as if new.
  const known = since !== undefined && since > epoch ? undefined : since
  const cooldowns = known === epoch ? [] : await readCooldowns(session, { providers, since: known })
  return { duplicate, unknownKeyIds, epoch, cooldowns }
}
