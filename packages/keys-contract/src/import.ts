import { z } from 'zod'
import { createKeyInputSchema } from './managed-keys'
import { MAX_IMPORT_KEYS } from './limits'

/** One call's share of an import. */
const shareOf = <T extends z.ZodType>(key: T) => z.array(key).min(1).max(MAX_IMPORT_KEYS)

export const importPreviewInputSchema = z.object({
  keys: shareOf(createKeyInputSchema.pick({ provider: true, key: true })),
})

export type ImportPreviewInput = z.infer<typeof importPreviewInputSchema>

/** Of each key, in the order they were sent, whether its provider has it already. */
export const importPreviewOutputSchema = z.object({ known: z.array(z.boolean()) })

export const importInputSchema = z.object({ keys: shareOf(createKeyInputSchema) })

export type ImportInput = z.infer<typeof importInputSchema>

/** Of each key, in the order they were sent, its new id; `null` where its provider had it already. */
export const importOutputSchema = z.object({ ids: z.array(z.string().nullable()) })

export type ImportOutput = z.infer<typeof importOutputSchema>
