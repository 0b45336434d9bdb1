import { z } from 'zod'

/** What a client says of itself with each request, such as `itqan-keys-client/1.0.0`. */
export const CLIENT_HEADER = 'x-keys-client'

/** What an app says of itself with each request. */
export const APP_VERSION_HEADER = 'x-app-version'

/**
 * A version as a caller tells it: shown, and trusted for nothing.
 *
 * @returns `null` for what is no short line of printable ASCII.
 */
export function parseVersion(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return /^[\x20-\x7e]{1,48}$/.test(trimmed) ? trimmed : null
}

const secretScopeSchema = z.object({ canRead: z.boolean(), provider: z.string().nullable() })

/** One secret of an app: enough to tell it from another, and not to guess it. */
const appSecretSchema = z.object({
  /** The first 8 hexadecimal digits of the secret's SHA-256. */
  fingerprint: z.string().regex(/^[0-9a-f]{8}$/),
  scope: secretScopeSchema,
  /** In the dashboard's process that answers, since it started; so is the next. */
  lastUsedAt: z.date().nullable(),
  /** Open streams of changes. */
  streams: z.number().int().nonnegative(),
})

export type AppSecret = z.infer<typeof appSecretSchema>

/** An app that has a secret, or was heard of. */
const consumerAppSchema = z.object({
  /** `''` for secrets without a name. */
  app: z.string(),
  /** As they are configured, the one that clients send first. None: it is not, or no longer. */
  secrets: z.array(appSecretSchema),
  appVersion: z.string().nullable(),
  clientVersion: z.string().nullable(),
  firstSeenAt: z.date().nullable(),
  lastListAt: z.date().nullable(),
  lastReportAt: z.date().nullable(),
  /** The last sign of it, of whatever kind. */
  lastSeenAt: z.date().nullable(),
  /** How many changes came after its last answer; `null` before the first. */
  behind: z.number().int().nonnegative().nullable(),
})

export type ConsumerApp = z.infer<typeof consumerAppSchema>

export const consumerAppsSchema = z.object({
  /** Since when the process that answers looks. */
  since: z.date(),
  apps: z.array(consumerAppSchema),
})

export type ConsumerApps = z.infer<typeof consumerAppsSchema>
