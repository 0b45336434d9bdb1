import { z } from 'zod'
import { cooldownScopeSchema } from './cooldown'
import { quotaPoolSchema, weightSchema } from './keys'
import { keySorts, keyStatuses, MAX_KEY_PAGE } from './key-table'
import { MAX_KEY_LENGTH } from './limits'
import { outcomeSchema } from './outcome-schema'
import { providerSchema } from './provider'

/** What a person types to add a key. */
export const createKeyInputSchema = z.object({
  provider: providerSchema,
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^\P{C}*$/u, 'must hold no control characters'),
  /** The provider's secret. Space around it is dropped: it comes from a paste. */
  key: z
    .string()
    .trim()
    .min(8)
    .max(MAX_KEY_LENGTH)
    .regex(/^[\x21-\x7e]+$/, 'must hold no space and only printable ASCII'),
  quotaPool: quotaPoolSchema.optional(),
  /** Default 1. */
  weight: weightSchema.optional(),
})

export type CreateKeyInput = z.infer<typeof createKeyInputSchema>

export const keyStatusSchema = z.enum(keyStatuses)

/** What keeps a key from use, until when and why. */
export const keyRestSchema = z.object({
  scope: cooldownScopeSchema,
  /** `null` for every model. */
  model: z.string().nullable(),
  outcome: outcomeSchema,
  until: z.date(),
})

export type KeyRest = z.infer<typeof keyRestSchema>

/** Uses that went well, and those that failed at the provider or on the way. */
export const useCountsSchema = z.object({ ok: z.number(), failed: z.number() })

export type UseCounts = z.infer<typeof useCountsSchema>

/** A key as the dashboard shows it: masked, active or not. */
export const managedKeySchema = z.object({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  /** The first and last characters only, `AIza…9f3Q`. Made on the server. */
  maskedKey: z.string(),
  isActive: z.boolean(),
  /** As of the answer: a rest that ends meanwhile changes it, see {@link keyStatusOf}. */
  status: keyStatusSchema,
  /** Those in force, the longest first. */
  rests: z.array(keyRestSchema),
  /** Keys of one pool share one provider quota (a Gemini project). */
  quotaPool: z.string().nullable(),
  /** From 1 to 100: a key of weight 2 is used twice as often as one of weight 1. */
  weight: weightSchema,
  usageCount: z.number(),
  errorCount: z.number(),
  lastUsedAt: z.date().nullable(),
  /**
   * How the last failed use went; `null` when none failed since errors were reset. A reset leaves it,
   * and `lastError`, to a key that its provider switched off: they say why.
   */
  lastFailure: outcomeSchema.nullable(),
  lastFailureAt: z.date().nullable(),
  lastError: z.string().nullable(),
  /** True when a provider's answer switched the key off, until a person switches it again. */
  isDisabledByProvider: z.boolean(),
  /** Uses of the last 24 h that did not end in `ok`, by how they did. */
  errorsByOutcome: z.partialRecord(outcomeSchema, z.number()),
  /** Of the last 24 h, the present hour last; 24 of them. */
  usesByHour: z.array(useCountsSchema),
  /** The sum of these; `null` when the key was not used. */
  usesOfDay: useCountsSchema.nullable(),
  createdAt: z.date(),
})

export type ManagedKey = z.infer<typeof managedKeySchema>

/** Which keys a person looks at: all, where nothing is said. */
export const keyFilterSchema = z.object({
  providers: z.array(providerSchema).max(100).optional(),
  statuses: z.array(keyStatusSchema).max(keyStatuses.length).optional(),
  /** Found in the name, the masked key, the quota pool or the provider, whatever the case. */
  text: z.string().trim().max(200).optional(),
})

export type KeyFilter = z.infer<typeof keyFilterSchema>

/** Within a provider: keys are always grouped by it. */
export const keySortSchema = z.object({ by: z.enum(keySorts), isDescending: z.boolean() })

export type KeySort = z.infer<typeof keySortSchema>

export const keyPageInputSchema = keyFilterSchema.extend({
  sort: keySortSchema,
  /** How many rows come before: any page can be asked for at once. */
  cursor: z.number().int().min(0).max(10_000_000).optional(),
  limit: z.number().int().min(1).max(MAX_KEY_PAGE),
})

export type KeyPageInput = z.infer<typeof keyPageInputSchema>

export const keyPageSchema = z.object({
  rows: z.array(managedKeySchema),
  /** `null` at the end. */
  nextCursor: z.number().nullable(),
})

export type KeyPage = z.infer<typeof keyPageSchema>

/** A provider's keys, counted. */
export const providerCountsSchema = z.object({
  provider: z.string(),
  /** All of them, whatever the filter. */
  byStatus: z.record(keyStatusSchema, z.number()),
  uses: z.number(),
  errors: z.number(),
  /** How many of them the filter finds. */
  matching: z.number(),
})

export type ProviderCounts = z.infer<typeof providerCountsSchema>

/** Every provider that has a key, in the order of the table. */
export const keySummarySchema = z.array(providerCountsSchema)

export type KeySummary = z.infer<typeof keySummarySchema>

/** What has changed, as a page that is open is told it. */
export const liveEventSchema = z.object({
  /** As they are now. */
  changed: z.array(managedKeySchema),
  /** Ids that are gone. */
  removed: z.array(z.string()),
  /** All keys counted anew; left out where no count has changed. */
  summary: keySummarySchema.optional(),
  /** More has changed than is worth telling: what is on the screen must be read again. */
  isOverflow: z.boolean(),
})

export type LiveEvent = z.infer<typeof liveEventSchema>
