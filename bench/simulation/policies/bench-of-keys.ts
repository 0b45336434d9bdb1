import type { Model } from '../limits'
import type { SimKey } from '../world'
import type { Use } from './pick-keys'

/** Keys that a pool leaves alone for some time after a refusal. */
export interface Bench {
  isFree(key: SimKey, model: Model, now: number): boolean
  ended(use: Use): void
}

/** A pool without a memory. */
export const noBench: Bench = { isFree: () => true, ended: () => undefined }

/**
 * The usual cooldown: a fixed time after a 429, for this key and model; one that is no key any more is
 * left alone for `deadMs`. Published pools read the Retry-After header at most, which Gemini does not
 * send.
 */
export function fixedCooldown({ limitedMs, deadMs }: { limitedMs: number; deadMs: number }): Bench {
  const freeAt = new Map<string, number>()
  const isFreeAt = (name: string, now: number) => now >= (freeAt.get(name) ?? 0)
  return {
    isFree: ({ id }, model, now) => isFreeAt(id, now) && isFreeAt(`${id} ${model}`, now),
    ended({ key: { id }, model, status, now }) {
      if (status === 429) freeAt.set(`${id} ${model}`, now + limitedMs)
      else if (status >= 400 && status < 500) freeAt.set(id, now + deadMs)
    },
  }
}

/** What many pools take: a minute after a 429; and an hour for a dead key, which is kind to them. */
export const usualCooldown = (): Bench => fixedCooldown({ limitedMs: 60_000, deadMs: 60 * 60_000 })
