import type { AppSecret, ConsumerApp, ConsumerApps } from '@itqan/keys-contract'
import type { AppPorts, ConfiguredSecret, PresenceReader, SeenConsumer } from '../ports'

/** Every app that has a secret, in their order, then those that were heard of and have none. */
export async function listApps({ ctx }: { ctx: { apps: AppPorts } }): Promise<ConsumerApps> {
  const { secrets, consumers, presence } = ctx.apps
  const seen = await consumers.read()
  return { since: presence.since, apps: joinApps({ secrets, presence, ...seen }) }
}

interface Joined {
  secrets: readonly ConfiguredSecret[]
  presence: PresenceReader
  epoch: number
  consumers: readonly SeenConsumer[]
}

/** What is configured, what was kept, and what this process knows, by app. */
function joinApps({ secrets, presence, epoch, consumers }: Joined): ConsumerApp[] {
  const kept = new Map(consumers.map((consumer) => [consumer.app, consumer]))
  const names = new Set([...secrets.map(({ app }) => app ?? ''), ...kept.keys()])
  return [...names].map((app) => {
    const own = secrets.filter((secret) => (secret.app ?? '') === app)
    return describe({ app, secrets: own.map(withUse(presence)), seen: kept.get(app), epoch })
  })
}

const withUse =
  (presence: PresenceReader) =>
  ({ fingerprint, scope }: ConfiguredSecret): AppSecret => ({
    fingerprint,
    scope,
    lastUsedAt: presence.lastUsedAt(fingerprint),
    streams: presence.streams(fingerprint),
  })

interface Described {
  app: string
  secrets: AppSecret[]
  seen: SeenConsumer | undefined
  epoch: number
}

function describe({ app, secrets, seen, epoch }: Described): ConsumerApp {
  const { lastListAt = null, lastReportAt = null, firstSeenAt = null } = seen ?? {}
  const { appVersion = null, clientVersion = null, epoch: known = null } = seen ?? {}
  const uses = secrets.map(({ lastUsedAt }) => lastUsedAt)
  return {
    app,
    secrets,
    appVersion,
    clientVersion,
    firstSeenAt,
    lastListAt,
    lastReportAt,
    lastSeenAt: latest([firstSeenAt, lastListAt, lastReportAt, ...uses]),
    // Between two reads the pool may go on.
    behind: known === null ? null : Math.max(0, epoch - known),
  }
}

function latest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce(
    (last, moment) => (moment && (!last || moment > last) ? moment : last),
    null,
  )
}
