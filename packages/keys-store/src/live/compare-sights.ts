import type { CooldownTarget } from '@itqan/keys-contract'
import type { SeenRest, Sight } from './read-sight'

/** What has to be looked at, because it changed between two sights. */
export interface Differences {
  ids: string[]
  /** Of rests that began, ended or changed. */
  targets: CooldownTarget[]
  removed: string[]
}

export function compareSights(before: Sight, after: Sight): Differences {
  const written = [...after.versions].filter(([id, version]) => before.versions.get(id) !== version)
  const ended = [...before.rests].filter(([identity]) => !after.rests.has(identity))
  const begun = [...after.rests].filter(
    ([identity, rest]) => !isSameRest(before.rests.get(identity), rest),
  )
  return {
    ids: written.map(([id]) => id),
    targets: [...ended, ...begun].map(([, rest]) => rest),
    removed: after.removed,
  }
}

function isSameRest(a: SeenRest | undefined, b: SeenRest): boolean {
  return a?.until.getTime() === b.until.getTime() && a.outcome === b.outcome
}

export function hasDifferences({ ids, targets, removed }: Differences): boolean {
  return ids.length + targets.length + removed.length > 0
}
