import { type KeyRest, keyRestSchema } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'

/** What a rest may be of. */
interface Restful {
  id: string
  provider: string
  quotaPool: string | null
}

/** Finds what keeps one of these keys from use, the longest first. */
export async function readRests(
  session: Session,
  { keys, now }: { keys: readonly Restful[]; now: Date },
): Promise<(key: Restful) => KeyRest[]> {
  const targets = new Set(keys.flatMap(targetsOf))
  const rows = await session.cooldown.findMany({
    where: { until: { gt: now }, target: { in: [...targets] } },
    orderBy: [{ until: 'desc' }, { model: 'asc' }],
  })
  const rests = new Map<string, KeyRest[]>()
  for (const row of rows) {
    const place = placeOf(row)
    const rest = keyRestSchema.parse({ ...row, model: row.model || null })
    rests.set(place, [...(rests.get(place) ?? []), rest])
  }
  return (key) =>
    placesOf(key)
      .flatMap((place) => rests.get(place) ?? [])
      .toSorted((a, b) => b.until.getTime() - a.until.getTime())
}

function targetsOf({ id, provider, quotaPool }: Restful): string[] {
  return quotaPool === null ? [id, provider] : [id, provider, quotaPool]
}

function placeOf({ scope, provider, target }: { scope: string; provider: string; target: string }) {
  const kind = scope === 'key_model' ? 'key' : scope
  return [kind, kind === 'pool_model' ? provider : '', target].join('\n')
}

function placesOf({ id, provider, quotaPool }: Restful): string[] {
  const own = [
    placeOf({ scope: 'key', provider, target: id }),
    placeOf({ scope: 'provider', provider, target: provider }),
  ]
  if (quotaPool === null) return own
  return [...own, placeOf({ scope: 'pool_model', provider, target: quotaPool })]
}
