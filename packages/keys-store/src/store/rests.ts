import {
  cooldownIdentity,
  type CooldownTarget,
  cooldownTargetOf,
  MAX_COOLDOWN_MS,
  type ReportEntry,
} from '@itqan/keys-contract'
import type { Rest } from './cooldowns'
import type { Session } from './epoch'
import { isTimelyRefusal, type LearnedKey } from './learn-from-uses'
import { isOfPast } from './past-provider'

/** So many models of one key rest apart from each other: names of models are a caller's to invent. */
const MAX_MODELS_AT_REST = 50

/** Less than this, in milliseconds, is no news. */
const MIN_GROWTH_MS = 1_000

interface Batch {
  entries: ReportEntry[]
  learned: LearnedKey[]
  now: Date
}

/** What a batch puts to rest for longer than it rests already. */
export async function readLongerRests(session: Session, batch: Batch): Promise<Rest[]> {
  const byId = new Map(batch.learned.map((key) => [key.id, key]))
  const rests = batch.entries.flatMap((entry) =>
    restOf(entry, { key: byId.get(entry.keyId), now: batch.now }),
  )
  if (rests.length === 0) return []
  const standing = await readStanding(session, { rests, now: batch.now })
  return withoutTooMany(rests, standing.keys()).filter((rest) => {
    const until = standing.get(cooldownIdentity(rest))
    return !until || rest.until.getTime() > until.getTime() + MIN_GROWTH_MS
  })
}

function restOf(
  entry: ReportEntry,
  { key, now }: { key: LearnedKey | undefined; now: Date },
): Rest[] {
  const { outcome, model, scope, until } = entry
  if (!key || !until || until <= now || isOfPast(entry, key.past)) return []
  if (outcome === 'invalid_key' && !isTimelyRefusal(entry, key)) return []
  const target = cooldownTargetOf({ key, outcome, model, scope })
  // Where one machine stands is no news for others.
  if (!target || target.scope === 'provider') return []
  // No provider's hint is believed further than this.
  const latest = now.getTime() + MAX_COOLDOWN_MS
  return [{ ...target, outcome, until: new Date(Math.min(until.getTime(), latest)) }]
}

/** Of the batch's keys and pools, what rests at the moment and until when, by identity. */
async function readStanding(
  session: Session,
  { rests, now }: { rests: Rest[]; now: Date },
): Promise<Map<string, Date>> {
  const targets = [...new Set(rests.map((rest) => rest.target))]
  const rows = await session.cooldown.findMany({
    where: { target: { in: targets }, until: { gt: now } },
    select: { scope: true, provider: true, target: true, model: true, until: true },
  })
  return new Map(rows.map((row) => [cooldownIdentity(row as CooldownTarget), row.until]))
}

/** Beyond so many models the whole key rests, unless it is only the model that was not found. */
function withoutTooMany(rests: Rest[], standing: Iterable<string>): Rest[] {
  const atRest = new Set(standing)
  return rests.flatMap((rest) => {
    const identity = cooldownIdentity(rest)
    if (rest.scope !== 'key_model' || atRest.has(identity)) return rest
    const ofKey = cooldownIdentity({ ...rest, model: '' })
    if ([...atRest].filter((one) => one.startsWith(ofKey)).length < MAX_MODELS_AT_REST) {
      atRest.add(identity)
      return rest
    }
    return rest.outcome === 'model_unavailable' ? [] : { ...rest, scope: 'key', model: null }
  })
}
