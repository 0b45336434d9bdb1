export {
  type AuditLog,
  type AuditLogOptions,
  type CheckpointSigner,
  createAuditLog,
  createAuditReader,
  createAuditVerifier,
  type OwnedAuditVerifier,
  parseAuditSink,
  type ParsedAuditSink,
  type SecondSink,
} from './audit'
export {
  createConsumerLog,
  createConsumerReader,
  type ConsumerLogOptions,
  type OwnedConsumerLog,
} from './consumers'
export { createAuthAdapter } from './auth-adapter'
export { openDatabase, type Database, type DatabaseOptions } from './database'
export type { ChangeSignal } from './feed/change-signal'
export { createChangeFeed, type OwnedChangeFeed } from './feed/create-change-feed'
export { createEpochListener, type EpochListenerOptions } from './feed/create-epoch-listener'
export {
  assertKeysReadable,
  createKeyOpener,
  EnvelopeError,
  fingerprints,
  type KekProvider,
  type KekRows,
  type KeyOpener,
  type Keyring,
  openKey,
  parseKeyring,
  type Rewrapped,
  rewrapKeys,
  rowsByKek,
  type SealedRow,
  sealKey,
} from './keyring'
export { createOrderReader, type OrderedKey, type OrderFacts, type OrderReader } from './order'
export { createKeyTransfer, type KeyTransferOptions } from './store/create-key-transfer'
export { createLiveKeys, type LiveKeysOptions } from './live/create-live-keys'
export { createKeyStore, type KeyStoreOptions, type StoredKeys } from './store/create-key-store'
export { createUsageReader, type UsageReaderOptions } from './usage/create-usage-reader'
export { startUsagePruning } from './usage/prune-usage'
export { createPeopleStore, type PeopleStore, type StoredPerson } from './people'
export { createDatabaseChecks, type DatabaseChecks } from './readiness/database-checks'
export { startForgettingRemovals } from './store/start-forgetting-removals'
export { waitForDatabase } from './wait-for-database'
