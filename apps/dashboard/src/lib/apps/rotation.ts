import type { AppSecret } from '@itqan/keys-contract'

/** A client that hands out keys has asked for them within so long, in milliseconds. */
export const QUIET_MS = 15 * 60_000

export type RotationStep = 'add' | 'deploy' | 'wait' | 'remove' | 'done'

/** Where a rotation stands, and what says so. */
export interface Rotation {
  step: RotationStep
  /** The secret that takes over; `null` until there are two. */
  next: AppSecret | null
  /** Those that are to go. */
  old: AppSecret[]
  /** When the old ones may go at the earliest, if nothing uses them till then; `null` while a stream does. */
  safeAt: Date | null
}

interface RotationInput {
  /** As they are configured now. */
  secrets: readonly AppSecret[]
  /** The fingerprints that stood there when the rotation began. */
  before: readonly string[]
  /** Since when uses are known. */
  since: Date
  now: Date
}

/** Reads off what is configured and used how far a rotation is, and what remains to do. */
export function rotationOf(input: RotationInput): Rotation {
  return input.secrets.length < 2 ? atAnEnd(input) : underWay(input)
}

/** With one secret, or none: not begun, or over. */
function atAnEnd({ secrets, before }: RotationInput): Rotation {
  const [only = null] = secrets
  const isOver = only !== null && (before.length > 1 || !before.includes(only.fingerprint))
  if (isOver) return { step: 'done', next: only, old: [], safeAt: null }
  return { step: 'add', next: null, old: [...secrets], safeAt: null }
}

function underWay({ secrets, before, since, now }: RotationInput): Rotation {
  const fresh = secrets.find(({ fingerprint }) => !before.includes(fingerprint))
  // Clients send the first, so that is where the new one belongs.
  const next = fresh ?? secrets[0] ?? null
  const old = secrets.filter((secret) => secret !== next)
  const safeAt = quietAt(old, since)
  if (!next || !isInUse(next)) return { step: 'deploy', next, old, safeAt }
  const isQuiet = safeAt !== null && safeAt <= now
  return { step: isQuiet ? 'remove' : 'wait', next, old, safeAt }
}

function isInUse({ lastUsedAt, streams }: AppSecret): boolean {
  return lastUsedAt !== null || streams > 0
}

/** Of what was used before the process started nothing is known: it counts as used until then. */
function quietAt(old: readonly AppSecret[], since: Date): Date | null {
  if (old.some(({ streams }) => streams > 0)) return null
  const uses = old.map(({ lastUsedAt }) => (lastUsedAt ?? since).getTime())
  return new Date(Math.max(...uses) + QUIET_MS)
}
