import { z } from 'zod'
import { cooldownScopeSchema, cooldownTargetSchema } from './cooldown'
import { MAX_REPORT_ENTRIES } from './limits'
import { outcomeSchema } from './outcome-schema'
import { providerSchema } from './provider'

/** A key's id as a caller sends it: a UUID where we made it. */
export const keyIdSchema = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens or underscores')

const momentSchema = z.date().min(new Date('2000-01-01')).max(new Date('9999-01-01'))

/** The number of the last change that a caller has seen. Grows by one with every change. */
export const epochSchema = z.number().int().nonnegative()

/** A key of weight 2 is used twice as often as one of weight 1. */
export const weightSchema = z.number().int().min(1).max(100)

/** An active key as an app receives it. Counters are lifetime totals. */
export const pooledKeySchema = z.object({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  /** The provider's secret, in clear. Never log it, never send it to a browser. */
  key: z.string(),
  usageCount: z.number(),
  errorCount: z.number(),
  /** Errors, each halved every {@link ERROR_HALF_LIFE_MS}, as of this answer. */
  recentErrors: z.number().nonnegative(),
  lastUsedAt: z.date().nullable(),
  /** Keys of one pool share one provider quota (a Gemini project). */
  quotaPool: z.string().nullable(),
  /** A dashboard of before tells none. */
  weight: weightSchema.default(1),
})

export type PooledKey = z.infer<typeof pooledKeySchema>

/** Until when something must rest, and why. */
export const cooldownSchema = cooldownTargetSchema.extend({
  outcome: outcomeSchema,
  /** In the past: lifted before its time. */
  until: z.date(),
  /** The epoch of the change that set or lifted it: of two that contradict, the higher holds. */
  revision: epochSchema,
})

export type Cooldown = z.infer<typeof cooldownSchema>

export const listInputSchema = z.object({
  provider: providerSchema.optional(),
  /** The epoch of the caller's last answer: only what changed after it is sent. */
  since: epochSchema.optional(),
})

export type ListInput = z.infer<typeof listInputSchema>

export const listOutputSchema = z.object({
  epoch: epochSchema,
  /** Ordered by `errorCount`, then `usageCount`, then `id`, ascending. */
  keys: z.array(pooledKeySchema),
  /** Ids that are no longer active. Apply them after `keys`. Empty without `since`. */
  removed: z.array(z.string()),
  /** Those in force; with `since`, those set or lifted after it. */
  cooldowns: z.array(cooldownSchema),
})

export type ListOutput = z.infer<typeof listOutputSchema>

/** How many keys a provider has, and how many of them no app is given. */
export const providerSummarySchema = z.object({
  provider: z.string(),
  active: z.number(),
  disabled: z.number(),
  /** Those of `disabled` that an answer of the provider switched off. */
  disabledByProvider: z.number(),
})

export type ProviderSummary = z.infer<typeof providerSummarySchema>

export const reportEntrySchema = z.object({
  keyId: keyIdSchema,
  model: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters without spaces')
    .optional(),
  outcome: outcomeSchema,
  /** How many uses this entry stands for. */
  count: z.number().int().min(1).max(1_000_000),
  lastUsedAt: momentSchema,
  /** What the provider said, at any length: redacted, cut, and kept for every failure worth showing. */
  lastError: z.string().optional(),
  /** Rest until then. */
  until: momentSchema.optional(),
  /**
   * What must rest, where it is not what the outcome speaks of by default. A `provider` is not put to
   * rest by a report: where one machine stands is no news for others.
   */
  scope: cooldownScopeSchema.optional(),
  /** The provider named the cause in a machine-readable field: `invalid_key` then disables the key. */
  exact: z.boolean().optional(),
  /** The quota pool that the provider's answer to a failed use named, such as `projects/123`. */
  quotaPool: z.string().min(1).max(120).optional(),
})

export type ReportEntry = z.infer<typeof reportEntrySchema>

export const reportInputSchema = z.object({
  /** Chosen by the caller and kept over retries: a batch seen before changes nothing. */
  batchId: z.uuid(),
  /** The lowest epoch of the caller's lists: only cooldowns changed after it are answered. */
  since: epochSchema.optional(),
  entries: z.array(reportEntrySchema).min(1).max(MAX_REPORT_ENTRIES),
})

export type ReportInput = z.infer<typeof reportInputSchema>

export const reportOutputSchema = z.object({
  /** True when the batch had been applied before. */
  duplicate: z.boolean(),
  unknownKeyIds: z.array(z.string()),
  /** May be newer than what the caller knows of keys: then `list` has more to say. */
  epoch: epochSchema,
  /** Those in force; with `since`, those set or lifted after it. What other instances learnt. */
  cooldowns: z.array(cooldownSchema),
})

export type ReportOutput = z.infer<typeof reportOutputSchema>

export const resetErrorsInputSchema = z.object({ keyId: keyIdSchema })

/** Keys of one pool share one provider quota: its name is free. */
export const quotaPoolSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{C}*$/u, 'must hold no control characters')
