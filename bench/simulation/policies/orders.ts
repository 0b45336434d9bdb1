import type { Model } from '../limits'
import type { SimKey } from '../world'
import type { Use } from './pick-keys'
import type { Setting } from './policy'

/** In which order one process goes through its keys. */
export interface Order {
  /** Takes the first that may be used. */
  take(model: Model, mayUse: (key: SimKey) => boolean): SimKey | null
  ended?(use: Use): void
}

/** A pointer that moves on with every use. */
export function roundRobin({ world: { keys }, random }: Setting): Order {
  let next = Math.floor(random() * keys.length)
  return {
    take(_model, mayUse) {
      for (let step = 0; step < keys.length; step += 1) {
        const key = keys[(next + step) % keys.length]
        if (!key || !mayUse(key)) continue
        next = (key.index + 1) % keys.length
        return key
      }
      return null
    },
  }
}

/** One key until it is refused, then the next; a model has a pointer of its own. */
export function fillFirst({ world: { keys } }: Setting): Order {
  const pointers = new Map<Model, number>()
  return {
    take(model, mayUse) {
      const from = pointers.get(model) ?? 0
      for (let step = 0; step < keys.length; step += 1) {
        const key = keys[(from + step) % keys.length]
        if (key && mayUse(key)) return key
      }
      return null
    },
    ended({ key, model, status }) {
      const isRefused = status >= 400 && status < 500
      if (isRefused && key.index === (pointers.get(model) ?? 0)) {
        pointers.set(model, (key.index + 1) % keys.length)
      }
    },
  }
}

/** Fewest uses of this process, the first of the list where they are equal. */
export function leastUsed({ world: { keys } }: Setting): Order {
  const uses = keys.map(() => 0)
  return {
    take(_model, mayUse) {
      let least: SimKey | null = null
      for (const key of keys) {
        const isLess = !least || (uses[key.index] ?? 0) < (uses[least.index] ?? 0)
        if (isLess && mayUse(key)) least = key
      }
      if (least) uses[least.index] = (uses[least.index] ?? 0) + 1
      return least
    },
  }
}
