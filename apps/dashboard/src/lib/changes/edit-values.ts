import {
  createKeyInputSchema,
  type KeyChanges,
  type ManagedKey,
  providerSchema,
  quotaPoolSchema,
  weightSchema,
} from '@itqan/keys-contract'
import { z } from 'zod'

/** What the form holds: texts, as they are typed. */
export interface EditValues {
  name: string
  provider: string
  pool: string
  /** Out of the pool: for many keys, an empty field changes nothing. */
  noPool: boolean
  weight: string
}

export type EditedKey = Pick<ManagedKey, 'name' | 'provider' | 'quotaPool' | 'weight'>

/** What the form begins with: one key as it is, or nothing for many. */
export function editValuesOf(key: EditedKey | null): EditValues {
  return {
    name: key?.name ?? '',
    provider: key?.provider ?? '',
    pool: key?.quotaPool ?? '',
    noPool: false,
    weight: key ? String(key.weight) : '',
  }
}

const weight = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(weightSchema)
  .transform(String)

const orEmpty = (schema: z.ZodType<string, string>) => z.string().trim().max(0).or(schema)

/** Checks what was typed with the server's own schemas. For many keys, what is empty is right. */
export function editSchemaFor(isOne: boolean): z.ZodType<EditValues, EditValues> {
  const provider = providerSchema
  return z.object({
    name: isOne ? createKeyInputSchema.shape.name : z.string(),
    provider: isOne ? provider : orEmpty(provider),
    pool: orEmpty(quotaPoolSchema),
    noPool: z.boolean(),
    weight: isOne ? weight : orEmpty(weight),
  })
}

/** Only what differs; empty when nothing does. */
export function changesOf(values: EditValues, before: EditedKey | null): KeyChanges {
  const { name, provider } = values
  const isNewProvider = provider !== '' && provider !== before?.provider
  const quotaPool = poolOf(values, before)
  const wanted = values.weight === '' ? undefined : Number(values.weight)
  return {
    ...(before && name !== before.name && { name }),
    ...(isNewProvider && { provider }),
    ...(quotaPool !== undefined && { quotaPool }),
    ...(wanted !== undefined && wanted !== before?.weight && { weight: wanted }),
  }
}

function poolOf({ pool, noPool }: EditValues, before: EditedKey | null): string | null | undefined {
  if (!before) return noPool ? null : pool || undefined
  const wanted = pool || null
  return wanted === before.quotaPool ? undefined : wanted
}
