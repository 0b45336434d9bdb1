import type { ConsumerApp } from '@itqan/keys-contract'

/**
 * `connected`: it holds a stream, or was heard a moment ago. `elsewhere`: it has no secret here and was
 * heard all the same, by another process on this database.
 */
export type AppState = 'connected' | 'silent' | 'never' | 'removed' | 'elsewhere'

/** Apps that hold no stream ask at least so often while they work, in milliseconds. */
const HEARD_MS = 2 * 60_000

/** How an app is doing, at a glance. `since`: when the process that tells it started. */
export function appState(app: ConsumerApp, { since, now }: { since: Date; now: Date }): AppState {
  const { secrets, lastSeenAt } = app
  // What was heard before this process started may have used a secret that was here.
  if (secrets.length === 0) return lastSeenAt && lastSeenAt > since ? 'elsewhere' : 'removed'
  if (liveStreams(app) > 0) return 'connected'
  if (!lastSeenAt) return 'never'
  return now.getTime() - lastSeenAt.getTime() < HEARD_MS ? 'connected' : 'silent'
}

export function liveStreams({ secrets }: Pick<ConsumerApp, 'secrets'>): number {
  return secrets.reduce((sum, { streams }) => sum + streams, 0)
}

/** The client's own name says nothing that the column does not. */
export function shortVersion(version: string): string {
  return version.replace(/^itqan-keys-client\//, '')
}
