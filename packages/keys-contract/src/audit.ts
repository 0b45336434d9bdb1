import { z } from 'zod'
import { auditActions } from './audit-actions'
import { keyIdSchema } from './keys'
import { providerSchema } from './provider'

export const auditActorKinds = ['app', 'person', 'operator', 'system'] as const

export type AuditActorKind = (typeof auditActorKinds)[number]

/** `refused`: not allowed; `failed`: allowed, and not done. */
export const auditOutcomes = ['ok', 'refused', 'failed'] as const

export type AuditOutcome = (typeof auditOutcomes)[number]

/** What somebody types to find entries: a line, not a page. */
const wordsSchema = z.string().trim().min(1).max(200)

/** Which entries are looked for: all that is named must hold, and nothing named is every entry. */
export const auditFilterSchema = z.object({
  actorKind: z.enum(auditActorKinds).optional(),
  /** An app's name, or a person's id, e-mail address or part of a name. */
  actor: wordsSchema.optional(),
  /** One of these. */
  actions: z.array(z.enum(auditActions)).max(auditActions.length).optional(),
  outcomes: z.array(z.enum(auditOutcomes)).max(auditOutcomes.length).optional(),
  provider: providerSchema.optional(),
  keyId: keyIdSchema.optional(),
  address: wordsSchema.optional(),
  requestId: wordsSchema.optional(),
  /** Not before. */
  from: z.date().optional(),
  /** Before, and not at. */
  to: z.date().optional(),
  /** Stands in the detail, in capitals or not. */
  text: wordsSchema.optional(),
})

export type AuditFilter = z.infer<typeof auditFilterSchema>

/** An entry's number. As a JSON number, which holds all that a chain will ever have. */
export const auditSeqSchema = z.number().int()

export const auditKeySchema = z.object({
  id: z.string(),
  /** `null` for a key that is there no more. */
  name: z.string().nullable(),
})

export type AuditKey = z.infer<typeof auditKeySchema>

const personSchema = z.object({ name: z.string(), email: z.string() })

/** What somebody put into the table by force is shown as it stands: no text is presumed. */
export const auditEntryViewSchema = z.object({
  seq: auditSeqSchema,
  at: z.date(),
  actorKind: z.string(),
  /** The app's name or the person's id. */
  actor: z.string().nullable(),
  /** Who the person is; `null` for one who is there no more, and for whoever is no person. */
  person: personSchema.nullable(),
  /** Whom it was done to, where it was done to a person who is still there. */
  subject: personSchema.nullable(),
  action: z.string(),
  outcome: z.string(),
  provider: z.string().nullable(),
  /** Those it names itself. */
  keys: z.array(auditKeySchema),
  /** Where the keys are many: what they are asked for by. */
  keySet: z.string().nullable(),
  /** Of all keys it is about; `null` where their list is missing. */
  keyCount: z.number().nullable(),
  address: z.string().nullable(),
  requestId: z.string(),
  detail: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
})

export type AuditEntryView = z.infer<typeof auditEntryViewSchema>

export const auditPageInputSchema = z.object({
  filter: auditFilterSchema,
  /** Only older ones. Also what pages go on from. */
  cursor: auditSeqSchema.nullish(),
  limit: z.number().int().min(1).max(200).default(50),
})

export type AuditPageInput = z.infer<typeof auditPageInputSchema>

export const auditPageSchema = z.object({
  /** Newest first. */
  entries: z.array(auditEntryViewSchema),
  /** Where older ones go on; `null` when there are none. */
  next: auditSeqSchema.nullable(),
  /**
   * How far back was looked, where that ended before the page was full: a rare entry may be further
   * back. `null` otherwise.
   */
  searchedBackTo: z.date().nullable(),
})

export type AuditPage = z.infer<typeof auditPageSchema>

export const auditNewerInputSchema = z.object({ filter: auditFilterSchema, after: auditSeqSchema })

/** More than {@link MAX_NEWER} are not counted. */
export const auditNewerSchema = z.object({ count: z.number().int().nonnegative() })

export const MAX_NEWER = 99

export const auditCountsSchema = z.object({
  counts: z.array(z.object({ action: z.string(), count: z.number() })),
  /** Older entries were not counted; `null` when all were. */
  since: z.date().nullable(),
})

export type AuditCounts = z.infer<typeof auditCountsSchema>

export const auditKeySetInputSchema = z.object({ keySet: z.string().regex(/^[0-9a-f]{64}$/) })

export const auditKeySetSchema = z.object({
  total: z.number(),
  /** The first {@link MAX_KEY_SET}. */
  keys: z.array(auditKeySchema),
})

export const MAX_KEY_SET = 500

export type AuditKeySet = z.infer<typeof auditKeySetSchema>
