import { z } from 'zod'
import { locales } from '../../i18n/locale'
import { MAX_DESCRIPTION, MIN_DESCRIPTION } from './limits'

export const briefRequestSchema = z.object({
  description: z.string().trim().min(MIN_DESCRIPTION).max(MAX_DESCRIPTION),
  locale: z.enum(locales),
})

/** Why no brief was given. The page turns it into a sentence. */
export const refusalCodes = ['invalid', 'too_large', 'refused', 'unavailable'] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** The text of the stream's error part when a brief stops midway. */
export const INTERRUPTED = 'interrupted'
