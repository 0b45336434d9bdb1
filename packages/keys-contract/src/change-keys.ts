import { z } from 'zod'
import { keyIdSchema, quotaPoolSchema, weightSchema } from './keys'
import { MAX_KEYS_AT_ONCE } from './limits'
import { createKeyInputSchema } from './managed-keys'
import { outcomeSchema } from './outcome-schema'
import { providerSchema } from './provider'

/** One key or many: there is one form for both. */
const keyIdsSchema = z.array(keyIdSchema).min(1).max(MAX_KEYS_AT_ONCE)

export const keyIdsInputSchema = z.object({ keyIds: keyIdsSchema })

export type KeyIdsInput = z.infer<typeof keyIdsInputSchema>

/** What became of the keys that a change named. */
export const changedKeysSchema = z.object({
  /** Ids of those that it was done to, also where nothing was left to do. */
  changed: z.array(z.string()),
  notFound: z.array(z.string()),
})

export type ChangedKeys = z.infer<typeof changedKeysSchema>

export const setActiveInputSchema = keyIdsInputSchema.extend({ isActive: z.boolean() })

export type SetActiveInput = z.infer<typeof setActiveInputSchema>

export const clearCooldownsInputSchema = keyIdsInputSchema.extend({
  /** Only what keeps the keys from this model; without it, whatever keeps them from any. */
  model: z.string().min(1).max(200).optional(),
})

export type ClearCooldownsInput = z.infer<typeof clearCooldownsInputSchema>

/** What a person may change of a key, save whether it is on. What is left out stays. */
export const keyChangesSchema = z.strictObject({
  name: createKeyInputSchema.shape.name.optional(),
  provider: providerSchema.optional(),
  /** `null`: in no pool. */
  quotaPool: quotaPoolSchema.nullable().optional(),
  weight: weightSchema.optional(),
})

export type KeyChanges = z.infer<typeof keyChangesSchema>

export const updateKeysInputSchema = keyIdsInputSchema
  .extend({ changes: keyChangesSchema })
  .refine(({ changes }) => Object.values(changes).some((value) => value !== undefined), {
    path: ['changes'],
    error: 'must change something',
  })
  .refine(({ keyIds, changes }) => changes.name === undefined || new Set(keyIds).size === 1, {
    path: ['changes', 'name'],
    error: 'can be given to one key only',
  })

export type UpdateKeysInput = z.infer<typeof updateKeysInputSchema>

export const testKeyInputSchema = z.object({ keyId: keyIdSchema })

/** What a provider answered when it was asked with a key. */
export const keyTestSchema = z.object({
  outcome: outcomeSchema,
  /** The HTTP status; `null` when there was no answer. */
  status: z.number().nullable(),
  /** In milliseconds. */
  latencyMs: z.number(),
  /** What the provider said, without any key, at most 255 characters; `null` when all is well. */
  said: z.string().nullable(),
})

export type KeyTest = z.infer<typeof keyTestSchema>
