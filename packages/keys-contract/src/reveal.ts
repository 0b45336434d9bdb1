import { z } from 'zod'
import { keyIdSchema } from './keys'

/** Whoever gave the password longer ago, in milliseconds, gives it again before a key is shown. */
export const PASSWORD_FRESH_MS = 5 * 60 * 1000

export const revealInputSchema = z.object({ keyId: keyIdSchema })

/** The one answer to a page that holds a key in clear. */
export const revealOutputSchema = z.object({ key: z.string() })

export const confirmPasswordInputSchema = z.object({ password: z.string().min(1).max(1_024) })
