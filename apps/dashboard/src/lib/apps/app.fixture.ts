import type { AppSecret, ConsumerApp } from '@itqan/keys-contract'

/** A secret that nobody has used yet. */
export const appSecret = (fingerprint: string, rest: Partial<AppSecret> = {}): AppSecret => ({
  fingerprint,
  scope: { canRead: true, provider: null },
  lastUsedAt: null,
  streams: 0,
  ...rest,
})

/** An app that has a secret and was never seen. */
export const consumerApp = (rest: Partial<ConsumerApp> = {}): ConsumerApp => ({
  app: 'quotes',
  secrets: [appSecret('aaaaaaaa')],
  appVersion: null,
  clientVersion: null,
  firstSeenAt: null,
  lastListAt: null,
  lastReportAt: null,
  lastSeenAt: null,
  behind: null,
  ...rest,
})
