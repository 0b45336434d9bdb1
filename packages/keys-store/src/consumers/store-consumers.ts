import type { SeenConsumer } from '@itqan/keys-router'
import type { Session } from '../store/epoch'
import type { Unstored } from './gather-sightings'

/**
 * Keeps the latest of what stands there and what is new, whichever process comes first. No epoch is
 * kept that the pool has not reached: one from before a step back in time would hide what is missed.
 */
export async function storeConsumers(session: Session, news: readonly Unstored[]): Promise<void> {
  const column = <K extends keyof Unstored>(name: K) => news.map((one) => one[name])
  await session.$executeRaw`
    INSERT INTO "consumers" AS c
      ("app", "appVersion", "clientVersion", "firstSeenAt", "lastListAt", "lastReportAt", "epoch")
    SELECT n.app, n.app_version, n.client_version, n.first_at, n.list_at, n.report_at, n.epoch
    FROM unnest(
      ${column('app')}::text[],
      ${column('appVersion')}::text[],
      ${column('clientVersion')}::text[],
      ${column('firstAt')}::timestamptz[],
      ${column('lastListAt')}::timestamptz[],
      ${column('lastReportAt')}::timestamptz[],
      ${column('epoch')}::bigint[]
    ) AS n(app, app_version, client_version, first_at, list_at, report_at, epoch)
    -- In one order, so that two processes cannot wait for each other.
    ORDER BY n.app
    ON CONFLICT ("app") DO UPDATE SET
      "appVersion" = COALESCE(EXCLUDED."appVersion", c."appVersion"),
      "clientVersion" = COALESCE(EXCLUDED."clientVersion", c."clientVersion"),
      "firstSeenAt" = LEAST(EXCLUDED."firstSeenAt", c."firstSeenAt"),
      "lastListAt" = GREATEST(EXCLUDED."lastListAt", c."lastListAt"),
      "lastReportAt" = GREATEST(EXCLUDED."lastReportAt", c."lastReportAt"),
      "epoch" = LEAST(
        GREATEST(EXCLUDED."epoch", c."epoch"),
        (SELECT "epoch" FROM "keys_epoch" WHERE "id" = 1)
      )`
}

const columns = {
  app: true,
  appVersion: true,
  clientVersion: true,
  firstSeenAt: true,
  lastListAt: true,
  lastReportAt: true,
  epoch: true,
} as const

/** Every app that was ever heard of, by name. */
export async function readConsumers(session: Session): Promise<SeenConsumer[]> {
  const rows = await session.consumer.findMany({ select: columns, orderBy: { app: 'asc' } })
  return rows.map((row) => ({ ...row, epoch: row.epoch === null ? null : Number(row.epoch) }))
}
