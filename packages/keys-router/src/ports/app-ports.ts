import type { SecretScope } from '@itqan/keys-contract'
import type { ConsumerReader } from './consumers'

/** A secret that is accepted, without the secret. */
export interface ConfiguredSecret {
  app: string | null
  fingerprint: string
  scope: SecretScope
}

/** What this process knows of its callers by itself, and forgets with its end. */
export interface PresenceReader {
  since: Date
  /** When a secret last opened the door; `null` when it has not since then. */
  lastUsedAt(fingerprint: string): Date | null
  /** How many streams it has open. */
  streams(fingerprint: string): number
}

/** What the page of the apps stands on. */
export interface AppPorts {
  /** In the order of `INTERNAL_API_SECRET`. */
  secrets: readonly ConfiguredSecret[]
  consumers: ConsumerReader
  presence: PresenceReader
}
