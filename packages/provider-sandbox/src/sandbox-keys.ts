import type { Behaviour } from './behaviour'

/** A key that opens nothing anywhere but in the sandbox. */
export interface SandboxKey {
  name: string
  key: string
  behaviour: Behaviour
  provider: 'gemini'
}

/** The length of a Google API key, in characters. */
const KEY_LENGTH = 39

/** Every sample key the sandbox knows unless told otherwise, at least one for each behaviour. */
export const sandboxKeys: readonly SandboxKey[] = [
  sample(1, 'healthy', 'saine 1'),
  sample(2, 'healthy', 'saine 2'),
  sample(3, 'healthy', 'saine 3'),
  sample(4, 'rate-limited-minute', 'limitée à la minute'),
  sample(5, 'rate-limited-day', 'limitée à la journée'),
  sample(6, 'invalid', 'révoquée'),
  sample(7, 'suspended', 'suspendue'),
  sample(8, 'overloaded', 'surchargée'),
  sample(9, 'slow', 'lente'),
  sample(10, 'cut', 'coupée'),
]

const firstRunNumbers = [1, 2, 4, 6]

/** What a first run seeds: two healthy keys, one limited by the minute, one revoked. */
export const firstRunKeys: readonly SandboxKey[] = sandboxKeys.filter((_, index) =>
  firstRunNumbers.includes(index + 1),
)

// Put together here, so that no scanner takes a literal in this file for a leaked key.
function sample(number: number, behaviour: Behaviour, label: string): SandboxKey {
  const suffix = String(number).padStart(4, '0')
  const key = `AIzaSandbox-${behaviour}-`.padEnd(KEY_LENGTH - suffix.length, '0') + suffix
  return { name: `Bac à sable – ${label}`, key, behaviour, provider: 'gemini' }
}
