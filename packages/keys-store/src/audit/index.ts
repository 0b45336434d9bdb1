export { poolAsConnection } from './audit-connection'
export { createAuditLog, type AuditLog, type AuditLogOptions } from './create-audit-log'
export {
  createAuditVerifier,
  type AuditVerifierOptions,
  type OwnedAuditVerifier,
} from './create-audit-verifier'
export { createAuditReader, type AuditReaderOptions } from './reader/create-audit-reader'
export { checkpointSigner, type Checkpoint, type CheckpointSigner } from './checkpoint'
export { parseAuditSink, type ParsedAuditSink } from './parse-audit-sink'
export type { SecondSink } from './second-sink'
export { pruneAudit, type Pruned, type PruneAuditOptions } from './prune-audit'
export { verifyAudit, type Verification, type VerifyAuditOptions } from './verify-audit'
