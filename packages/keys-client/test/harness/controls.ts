import { type Procedure } from '../scripted-dashboard'
import type { Trouble } from './trouble'
import type { Site } from './way'

export const procedures: readonly Procedure[] = ['list', 'report', 'watch']

/** What a test has set to happen on the way to the router. */
export interface Controls extends Pick<Site, 'trouble' | 'before'> {
  troubleAt(procedure: Procedure): Trouble | undefined
  /** A request comes by. */
  pass(procedure: Procedure): void
}

export function createControls(): Controls {
  const troubles = new Map<Procedure, Trouble>()
  const hooks = new Map<Procedure, () => void>()
  return {
    trouble(trouble, at = procedures) {
      for (const procedure of at) {
        if (trouble === null) troubles.delete(procedure)
        else troubles.set(procedure, trouble)
      }
    },
    before(procedure, run) {
      if (run) hooks.set(procedure, run)
      else hooks.delete(procedure)
    },
    troubleAt: (procedure) => troubles.get(procedure),
    pass: (procedure) => hooks.get(procedure)?.(),
  }
}
