export {
  type AuditLog,
  type AuditLogOptions,
  type CheckpointSigner,
  createAuditLog,
  parseAuditSink,
  type ParsedAuditSink,
  type SecondSink,
} from './audit'
export { createAuthAdapter } from './auth-adapter'
export { openDatabase, type Database, type DatabaseOptions } from './database'
export { createChangeFeed, type OwnedChangeFeed } from './feed/create-change-feed'
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
export { createKeyStore, type KeyStoreOptions } from './store/create-key-store'
export { waitForDatabase } from './wait-for-database'
