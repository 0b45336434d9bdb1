import { limitsOf, type Model } from '../limits'
import type { Project, SimKey } from '../world'
import { pickingPolicy } from './pick-keys'
import type { Policy } from './policy'

/**
 * Knows every limit, what is left of it at this moment for all processes together, and which keys are
 * dead. It asks no key in vain, and gives up a call that no key could have answered at that moment.
 */
export const oracle: Policy = pickingPolicy({
  name: 'oracle',
  processes: 1,
  isShared: true,
  createPicker({ world: { keys }, provider, clock }) {
    const isAlive = (key: SimKey) => key.death === null || clock.now() < key.diesAt
    return {
      pick({ arrival: { model, tokens } }) {
        let best: SimKey | null = null
        let most = 0
        for (const key of keys) {
          if (!isAlive(key)) continue
          const free = freedom(key.project, { model, tokens })
          if (free > most) [best, most] = [key, free]
        }
        return best
      },
      ended: () => undefined,
    }

    /** How much of a minute's limits would be left, and of the day's; 0 for a project that refuses. */
    function freedom(project: Project, { model, tokens }: { model: Model; tokens: number }) {
      const { rpm, tpm, rpd } = limitsOf[project.tier][model]
      const { requests, tokens: left, today } = provider.room(project, model, clock.now())
      if (requests < 1 || left < tokens || today < 1) return 0
      const ofDay = Number.isFinite(rpd) ? today / rpd : 1
      return Math.min(requests / rpm, left / tpm, ofDay)
    }
  },
})
