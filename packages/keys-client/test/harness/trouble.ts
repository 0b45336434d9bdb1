import { answerWith, resets, saysNothing, type Script } from '../scripted-dashboard'

/** What goes wrong on the way to the router: a status, a broken connection, or no answer at all. */
export type Trouble = number | 'reset' | 'silence'

/** What speaks of the dashboard's health, and not of the secret. */
export const passingTroubles: readonly Trouble[] = [
  408,
  429,
  500,
  502,
  503,
  504,
  'reset',
  'silence',
]

export function toScript(trouble: Trouble): Script {
  if (trouble === 'reset') return resets
  if (trouble === 'silence') return saysNothing
  return answerWith(trouble)
}
