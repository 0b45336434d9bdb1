import { PROCESSES } from '../scenario'
import type { SimKey } from '../world'
import { type Picker, pickingPolicy } from './pick-keys'
import type { Policy, Setting } from './policy'

/** The guide's cache, in milliseconds. */
const CACHE_TTL = 60_000

/** As the guide's dashboard counts them: for all processes, at once. */
interface Counted {
  key: SimKey
  usageCount: number
  errorCount: number
}

const tables = new WeakMap<Setting, Counted[]>()

function tableOf(setting: Setting): Counted[] {
  const made = setting.world.keys.map((key) => ({ key, usageCount: 0, errorCount: 0 }))
  const table = tables.get(setting) ?? made
  tables.set(setting, table)
  return table
}

/**
 * The guide's option A: the first of a list that is sorted by errors, then by uses, and kept for a
 * minute. Its code does not try again; here a refused call goes on to the next of the list.
 */
export const headOfList: Policy = pickingPolicy({
  name: "head of list (the guide's)",
  processes: PROCESSES,
  createPicker(setting): Picker {
    const table = tableOf(setting)
    let cached: SimKey[] = []
    let fetchedAt = -Infinity
    return {
      pick({ now, tried }) {
        if (now - fetchedAt > CACHE_TTL) {
          fetchedAt = now
          cached = table
            .toSorted((a, b) => a.errorCount - b.errorCount || a.usageCount - b.usageCount)
            .map(({ key }) => key)
        }
        return cached.find((key) => !tried.has(key)) ?? null
      },
      ended({ key, status }) {
        const counted = table[key.index]
        if (!counted) return
        counted.usageCount += 1
        if (status !== 200) counted.errorCount += 1
      },
    }
  },
})
