import { z } from 'zod'
import { auditSeqSchema } from './audit'

/** Why a chain does not hold. */
export const auditProblemKinds = [
  /** What the entry says does not give its hash: it was edited. */
  'hash',
  /** The entry names another hash than that of the entry before. */
  'previous_hash',
  /** The entry of this number is missing. */
  'gap',
  /** It is earlier than the entry before. */
  'order',
  /** The key ids behind it are missing, or others. */
  'key_set',
  /** The first entry is not the first of all, and no retention says why. */
  'start',
  /** The head names another last entry than there is. */
  'head',
  /** Entries are missing at the end: head or a checkpoint knows of more. */
  'truncated',
  /** A checkpoint is beyond the head: both were set back. */
  'rewound',
  /** A checkpoint was signed over another entry than stands there. */
  'checkpoint_hash',
  'checkpoint_signature',
  /** Signed by nobody that the caller trusts. */
  'checkpoint_signer',
  /** An exported line is not what the table says. */
  'export',
] as const

export type AuditProblemKind = (typeof auditProblemKinds)[number]

const placeSchema = z.object({ seq: auditSeqSchema, at: z.date() })

/** The first entry that does not hold. */
export const auditProblemSchema = z.object({
  seq: auditSeqSchema,
  kind: z.enum(auditProblemKinds),
})

export type AuditProblem = z.infer<typeof auditProblemSchema>

/** What came of the last time that somebody went through the whole chain. */
export const auditVerificationSchema = z.object({
  at: z.date(),
  /** Who asked for it, by name; `null` when the dashboard did so by itself. */
  by: z.string().nullable(),
  firstSeq: auditSeqSchema,
  lastSeq: auditSeqSchema,
  problem: auditProblemSchema.nullable(),
})

export type AuditVerification = z.infer<typeof auditVerificationSchema>

/** How far a verification under way has come. */
export const auditProgressSchema = z.object({ rows: z.number(), total: z.number() })

export type AuditProgress = z.infer<typeof auditProgressSchema>

export const auditStateSchema = z.object({
  /** As the first and the last number say: a gap is what a verification finds. */
  entries: z.number(),
  first: placeSchema.nullable(),
  last: placeSchema.nullable(),
  lastVerification: auditVerificationSchema.nullable(),
  /** Ed25519, raw, in base64. */
  lastCheckpoint: placeSchema.extend({ publicKey: z.string() }).nullable(),
  /** Whether entries are written elsewhere than in the database as well. */
  hasSecondSink: z.boolean(),
  /** `null` while this server verifies nothing. */
  verifying: auditProgressSchema.nullable(),
  /** The last verification that this server began did not get to its end. */
  isInterrupted: z.boolean(),
})

export type AuditState = z.infer<typeof auditStateSchema>
