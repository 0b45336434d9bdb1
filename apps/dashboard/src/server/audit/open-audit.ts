import type { AuditReader, Log } from '@itqan/keys-router'
import {
  type AuditLog,
  type CheckpointSigner,
  createAuditLog,
  createAuditReader,
  createAuditVerifier,
  type Database,
  type OwnedAuditVerifier,
  parseAuditSink,
} from '@itqan/keys-store'

export interface AuditSettings {
  /** Where the audit is written besides; `undefined` for nowhere. */
  auditSink?: string | undefined
  /** Signs the audit's checkpoints; without one there are none. */
  auditSigner?: CheckpointSigner | undefined
  /** Whose checkpoints a verification believes. Default: any whose signature is right. */
  auditPublicKeys?: readonly string[] | undefined
}

export interface OpenAudit {
  audit: AuditLog
  auditReader: AuditReader
  auditVerifier: OwnedAuditVerifier
}

/** @throws Error naming what is wrong with `auditSink`. */
export function openAudit(
  { auditSink, auditSigner: signer, auditPublicKeys: publicKeys }: AuditSettings,
  { database, log }: { database: Database; log: Log },
): OpenAudit {
  const parsed = parseAuditSink(auditSink, process.stdout)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const { sinks } = parsed
  const audit = createAuditLog({ database, sinks, ...(signer && { signer }), log })
  return {
    audit,
    auditReader: createAuditReader({ database, hasSecondSink: sinks.length > 0 }),
    auditVerifier: createAuditVerifier({ database, audit, log, ...(publicKeys && { publicKeys }) }),
  }
}
