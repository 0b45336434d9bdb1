import { attemptBackoff, backoffDelay } from '../../../packages/keys-client/src/backoff'
import type { Arrival } from '../arrivals'
import type { Model } from '../limits'
import type { TimedAnswer } from '../provider'
import type { SimKey } from '../world'
import { MAX_ATTEMPTS, type Policy, type Setting } from './policy'

/** One attempt that a picker is told of. */
export interface Use {
  key: SimKey
  model: Model
  status: number
  /** In milliseconds from the start. */
  now: number
}

/** Chooses keys in one process, and learns from how they did. */
export interface Picker {
  /** @param tried keys of this call's earlier attempts. `null`: none that it would try. */
  pick(wanted: { arrival: Arrival; now: number; tried: ReadonlySet<SimKey> }): SimKey | null
  ended(use: Use): void
}

interface PickedPolicy {
  name: string
  /** One for each process; or one that all processes share, as those of a gateway do. */
  createPicker(setting: Setting): Picker
  isShared?: boolean
  processes: number
}

/**
 * A policy that picks, asks, and picks again: at once after a refusal, after a pause where the model is
 * overloaded, as `withKey` does.
 */
export function pickingPolicy({ name, createPicker, isShared, processes }: PickedPolicy): Policy {
  return {
    name,
    start(setting) {
      const made = Array.from({ length: isShared ? 1 : processes }, () => createPicker(setting))
      return {
        call(arrival) {
          const picker = made[arrival.process % made.length]
          if (picker)
            tryKeys({ arrival, picker, tried: new Set(), attempts: 0, pauses: 0 }, setting)
        },
      }
    },
  }
}

interface Trial {
  arrival: Arrival
  picker: Picker
  tried: Set<SimKey>
  attempts: number
  pauses: number
}

function tryKeys(trial: Trial, setting: Setting): void {
  const { arrival, picker, tried } = trial
  const { clock, provider, log } = setting
  const isOver = trial.attempts >= MAX_ATTEMPTS
  const key = isOver ? null : picker.pick({ arrival, now: clock.steady(), tried })
  if (!key) {
    log.ended(arrival, clock.steady())
    return
  }
  tried.add(key)
  const attempts = trial.attempts + 1
  const answer = provider.ask({ arrival, key, number: attempts, now: clock.now() })
  log.attempted(arrival, key, answer)
  clock.after(answer.latency, () => goOn({ ...trial, attempts, key, answer }, setting))
}

function goOn(trial: Trial & { key: SimKey; answer: TimedAnswer }, setting: Setting): void {
  const { arrival, picker, key, answer } = trial
  const { clock, log, random } = setting
  const { status } = answer
  picker.ended({ key, model: arrival.model, status, now: clock.steady() })
  if (status === 200) return log.ended(arrival, clock.steady())
  if (status !== 503) return tryKeys(trial, setting)
  const pauses = trial.pauses + 1
  const pause = backoffDelay({ failures: pauses, ...attemptBackoff, random })
  clock.after(pause, () => tryKeys({ ...trial, pauses }, setting))
}
