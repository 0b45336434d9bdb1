import { type Behaviour, behaviours, isBehaviour } from './behaviour'
import type { Body } from './body'
import { parseJsonObject } from './json'
import type { KeyRing } from './key-ring'

/** What another process wants a key to do, or what is wrong with its body. */
export type BehaviourOrder = { key: string; behaviour: Behaviour } | { error: string }

/** Reads the body of an order. Its error never repeats the key: it may be a real one. */
export function readBehaviourOrder(body: Body, keys: KeyRing): BehaviourOrder {
  const order = body.kind === 'read' ? parseJsonObject(body.text) : null
  if (!order) return { error: 'Send a JSON object with the fields `key` and `behaviour`.' }
  const { key, behaviour } = order
  if (!isBehaviour(behaviour)) {
    return { error: `\`behaviour\` must be one of ${behaviours.join(', ')}.` }
  }
  const held = keys.list().find((entry) => entry.key === key)
  if (!held) return { error: '`key` must be a key that the sandbox holds.' }
  return { key: held.key, behaviour }
}
