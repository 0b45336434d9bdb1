import type { SandboxKey } from '../packages/provider-sandbox/src'

/** The first so many keys that the provider knows, each healthy until it is told otherwise. */
export function providerKeys(count: number): SandboxKey[] {
  return Array.from({ length: count }, (_, index) => providerKey(index + 1))
}

/** Put together here, so that no scanner takes a literal for a leaked key. */
export function providerKey(number: number): SandboxKey {
  const key = 'AIzaChaos-'.padEnd(33, '0') + String(number).padStart(6, '0')
  return { name: `chaos ${number}`, key, behaviour: 'healthy', provider: 'gemini' }
}
