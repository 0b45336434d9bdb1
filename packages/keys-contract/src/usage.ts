import { z } from 'zod'
import { keyIdSchema } from './keys'
import { useCountsSchema } from './managed-keys'
import type { Outcome } from './outcome'
import { outcomeSchema } from './outcome-schema'
import { providerSchema } from './provider'

/** How long uses are known to the minute, and to the hour, in milliseconds. */
export const USAGE_KEPT_MS = { minute: 2 * 3_600_000, hour: 400 * 86_400_000 } as const

export type UsageSpan = keyof typeof USAGE_KEPT_MS

/** So many models of one key and hour are told apart: an app may name a new one each time. */
export const MAX_MODELS_APART = 50

/** What the others count under. No model: a model's name has no space. */
export const OTHER_MODELS = 'other models'

/** So many groups are told apart, those with most calls; the rest are counted together. */
export const MAX_USAGE_GROUPS = 20

export const usageRanges = ['hour', 'day', 'week', 'month'] as const

export type UsageRange = (typeof usageRanges)[number]

export const usageGroupings = ['provider', 'key', 'app', 'model', 'outcome'] as const

export type UsageGrouping = (typeof usageGroupings)[number]

const nameSchema = z.string().max(200)

/** A name that `Intl` knows, such as `Africa/Casablanca`. PostgreSQL knows the same. */
const timeZoneSchema = z.string().max(64).refine(isTimeZone, 'must be the name of a time zone')

function isTimeZone(name: string): boolean {
  // Where days begin is a place's matter: offsets change sign between the two.
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

export const usageFiltersSchema = z.object({
  provider: providerSchema.optional(),
  keyId: keyIdSchema.optional(),
  /** `''` for a secret without a name. */
  app: nameSchema.optional(),
  /** `''` where the app named none. */
  model: nameSchema.optional(),
})

export type UsageFilters = z.infer<typeof usageFiltersSchema>

export const usageInputSchema = usageFiltersSchema.extend({
  range: z.enum(usageRanges),
  by: z.enum(usageGroupings),
  /** Where a day begins. Minutes and hours begin everywhere at once. */
  timeZone: timeZoneSchema.default('UTC'),
})

export type UsageInput = z.output<typeof usageInputSchema>

const countSchema = z.number().int().nonnegative()

/** Calls by how they went. An outcome that is not there had none. */
export const outcomeCountsSchema = z.partialRecord(outcomeSchema, countSchema)

export type OutcomeCounts = Partial<Record<Outcome, number>>

export const usageGroupSchema = z.object({
  /** A provider, a key's id, an app, a model or an outcome; `null` for all that are not told apart. */
  id: z.string().nullable(),
  /**
   * Of a key: the provider that it is at now, or was at last, its name where it is known, and whether it
   * was deleted. One that was moved is one group: its uses count for the provider of their time.
   */
  key: z
    .object({ provider: z.string(), name: z.string().nullable(), isDeleted: z.boolean() })
    .nullable(),
  outcomes: outcomeCountsSchema,
  /** One a bucket. */
  series: z.array(useCountsSchema),
  /** The hour (for the last hour: the minute) of the first and of the last failure in the range. */
  firstErrorAt: z.date().nullable(),
  lastErrorAt: z.date().nullable(),
})

export type UsageGroup = z.infer<typeof usageGroupSchema>

export const usageSchema = z.object({
  /** As asked for. */
  range: z.enum(usageRanges),
  by: z.enum(usageGroupings),
  /** When each bucket begins, without a gap; the last is not over yet. */
  buckets: z.array(z.date()),
  /** One a bucket. */
  series: z.array(outcomeCountsSchema),
  totals: outcomeCountsSchema,
  /** Most calls first; the one of `id: null` comes last. */
  groups: z.array(usageGroupSchema),
  /** How many there are, told apart or not. */
  groupCount: countSchema,
})

export type Usage = z.infer<typeof usageSchema>

/** What there is to choose from, in a range: those with most calls, by name. */
export const usageChoicesSchema = z.object({
  providers: z.array(z.string()),
  keys: z.array(z.object({ id: z.string(), provider: z.string(), name: z.string().nullable() })),
  apps: z.array(z.string()),
  models: z.array(z.string()),
})

export type UsageChoices = z.infer<typeof usageChoicesSchema>

export const usageChoicesInputSchema = z.object({ range: z.enum(usageRanges) })

export type UsageChoicesInput = z.infer<typeof usageChoicesInputSchema>
