import { PROCESSES } from '../scenario'
import type { SimKey } from '../world'
import { fixedCooldown } from './bench-of-keys'
import { roundRobin } from './orders'
import { type Picker, pickingPolicy } from './pick-keys'
import type { Policy } from './policy'

/**
 * LiteLLM's router as it is without settings: any healthy deployment at random (`simple-shuffle`), 5 s
 * of cooldown after a 429 or 401 (docs.litellm.ai/docs/router/learn/reliability, and
 * DEFAULT_COOLDOWN_TIME_SECONDS). A 400 for a bad key is a 401 there. Retry-After would lengthen the
 * cooldown, but Gemini tells its hint in the body.
 */
export const liteLlmShuffle: Policy = pickingPolicy({
  name: 'random, 5 s cooldown (as LiteLLM)',
  processes: PROCESSES,
  createPicker({ world: { keys }, random }): Picker {
    const cooldown = fixedCooldown({ limitedMs: 5_000, deadMs: 5_000 })
    return {
      pick({ arrival: { model }, now, tried }) {
        const healthy = keys.filter((key) => !tried.has(key) && cooldown.isFree(key, model, now))
        return healthy[Math.floor(random() * healthy.length)] ?? null
      },
      ended: cooldown.ended,
    }
  },
})

const BLACKLIST_THRESHOLD = 3
const VALIDATION_INTERVAL_MS = 60 * 60_000

/**
 * GPT-Load 1.x as it is without settings (gpt-load.com/docs, key management): one rotation for all
 * apps, as it is a gateway; three failures in a row put a key on a blacklist, until the hourly check
 * finds it well.
 */
export const gptLoadRotation: Policy = pickingPolicy({
  name: 'rotation, blacklist (as GPT-Load)',
  processes: PROCESSES,
  isShared: true,
  createPicker(setting): Picker {
    const order = roundRobin(setting)
    const failures = new Map<SimKey, number>()
    const blockedUntil = new Map<SimKey, number>()
    const isFree = (key: SimKey, now: number) => now >= (blockedUntil.get(key) ?? 0)
    return {
      pick: ({ arrival: { model }, now, tried }) =>
        order.take(model, (key) => !tried.has(key) && isFree(key, now)),
      ended({ key, status, now }) {
        const count = status === 200 ? 0 : (failures.get(key) ?? 0) + 1
        failures.set(key, count % BLACKLIST_THRESHOLD)
        if (count < BLACKLIST_THRESHOLD) return
        const check = Math.floor(now / VALIDATION_INTERVAL_MS) + 1
        blockedUntil.set(key, check * VALIDATION_INTERVAL_MS)
      },
    }
  },
})
