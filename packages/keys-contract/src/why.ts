import { z } from 'zod'
import { keyRestSchema } from './managed-keys'
import { outcomeSchema } from './outcome-schema'
import { providerSchema } from './provider'

/** A model's name as apps report it. */
export const modelSchema = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters without spaces')

/** Without a model: the order for a call that names none. */
export const whyInputSchema = z.object({ provider: providerSchema, model: modelSchema.optional() })

export type WhyInput = z.infer<typeof whyInputSchema>

/** Who told last of what a key rests for. */
export const restSourceSchema = z.object({
  /** `''` for a secret without a name. */
  app: z.string(),
  /** The beginning of the minute, later on of the hour. */
  at: z.date(),
})

export type RestSource = z.infer<typeof restSourceSchema>

export const explainedRestSchema = keyRestSchema.extend({
  /** `null` when nothing is known of it. */
  source: restSourceSchema.nullable(),
})

export type ExplainedRest = z.infer<typeof explainedRestSchema>

/**
 * - `ready`: a client may take it now.
 * - `resting`: something keeps it back for a while.
 * - `refused`: an answer of its provider switched it off.
 * - `disabled`: a person did.
 */
export const whyStates = ['ready', 'resting', 'refused', 'disabled'] as const

/** Why a key is taken when it is. Holds no secret. */
export const whyKeySchema = z.object({
  keyId: z.string(),
  name: z.string(),
  maskedKey: z.string(),
  quotaPool: z.string().nullable(),
  state: z.enum(whyStates),
  /** From 1; keys of one place are equal. `null` for a key that is not ready. */
  place: z.number().nullable(),
  /** How many keys share the place, this one among them: one of them is taken at random. */
  equals: z.number(),
  /** What keeps it back, the longest first. */
  rests: z.array(explainedRestSchema),
  /** Errors, each halved every {@link ERROR_HALF_LIFE_MS}, as of the answer. Rounded, they are compared. */
  recentErrors: z.number(),
  usageCount: z.number(),
  weight: z.number(),
  lastUsedAt: z.date().nullable(),
  lastFailure: outcomeSchema.nullable(),
  lastFailureAt: z.date().nullable(),
  lastError: z.string().nullable(),
})

export type WhyKey = z.infer<typeof whyKeySchema>

/** Most keys of one state in an answer. */
export const MAX_WHY_KEYS = 100

/** The order in which a client that starts now would try a provider's keys. */
export const whySchema = z.object({
  at: z.date(),
  /** Of each state, so many there are; `keys` holds {@link MAX_WHY_KEYS} of them at most. */
  totals: z.record(z.enum(whyStates), z.number()),
  /** Those that are ready in their order, then those that rest, the next to return first, then the rest. */
  keys: z.array(whyKeySchema),
})

export type Why = z.infer<typeof whySchema>

/** What can be asked about: providers that have a key, each with the models that apps have named. */
export const whyChoicesSchema = z.array(
  z.object({ provider: z.string(), models: z.array(z.string()) }),
)

export type WhyChoices = z.infer<typeof whyChoicesSchema>
