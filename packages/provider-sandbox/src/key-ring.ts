import type { Behaviour } from './behaviour'
import type { Provider } from './provider'
import type { SandboxKey } from './sandbox-keys'

/** Who a presented key is. A key that nobody issued has no name and is invalid. */
export interface HeldKey {
  name: string | null
  behaviour: Behaviour
  retryAfterSeconds?: number
}

export interface KeyRing {
  /** A key of one provider is a stranger to another. */
  find(provider: Provider, key: string): HeldKey
  setBehaviour(key: string, behaviour: Behaviour): void
  list(): readonly SandboxKey[]
}

/** Holds the keys of one sandbox and what each does at the moment. */
export function createKeyRing(keys: readonly SandboxKey[]): KeyRing {
  const held = new Map(keys.map((entry) => [entry.key, { ...entry }]))
  return {
    find(provider, key) {
      const entry = held.get(key)
      return entry?.provider === provider ? entry : { name: null, behaviour: 'invalid' }
    },
    setBehaviour(key, behaviour) {
      const entry = held.get(key)
      if (!entry) throw new Error('setBehaviour: the sandbox holds no such key, pass it in `keys`')
      entry.behaviour = behaviour
    },
    list: () => [...held.values()],
  }
}
