import { z } from 'zod'
import { cooldownSchema, epochSchema } from './keys'

export const watchInputSchema = z.object({
  /** The epoch of the caller's last answer: the first event tells what came after it. */
  since: epochSchema.optional(),
})

export type WatchInput = z.infer<typeof watchInputSchema>

/**
 * - `sync`: the first event of a stream, with all that came after the caller's `since`.
 * - `keys`: keys were added or edited: `list` has them.
 * - `revoked`: keys were removed or switched off, and nothing else.
 * - `cooldowns`: only these changed.
 */
export const watchReasons = ['sync', 'keys', 'revoked', 'cooldowns'] as const

/** A change of the pool, as every client is told it: ids and rests, never key material. */
export const watchEventSchema = z.object({
  /** The event tells all that came after this epoch … */
  since: epochSchema,
  /** … up to this one. Lower than `since` when the database went back in time. */
  epoch: epochSchema,
  reason: z.enum(watchReasons),
  /** Ids not to be handed out any more, from this moment on. */
  removed: z.array(z.string()),
  cooldowns: z.array(cooldownSchema),
  /** Whether `list` has keys that were added or edited since. */
  hasEdits: z.boolean(),
  /** Wait for a random part of this time before asking `list`, in milliseconds: others ask too. */
  spreadMs: z.number().int().min(0).max(60_000),
})

export type WatchEvent = z.infer<typeof watchEventSchema>
