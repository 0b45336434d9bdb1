import type { Behaviour } from './behaviour'
import type { Provider } from './provider'

/** A key that opens nothing anywhere but in the sandbox. */
export interface SandboxKey {
  name: string
  /** No two keys of a sandbox are the same, whatever their providers. */
  key: string
  behaviour: Behaviour
  /** A stranger's key to every other provider. */
  provider: Provider
  /** What a `rate-limited-minute` key is told to wait, in seconds. Default about 22. */
  retryAfterSeconds?: number
}

/** How the keys of a provider begin, and their length in characters. */
const shapes: Record<Provider, { prefix: string; length: number }> = {
  gemini: { prefix: 'AIza', length: 39 },
  openai: { prefix: 'sk-proj-', length: 56 },
  anthropic: { prefix: 'sk-ant-', length: 56 },
  mistral: { prefix: '', length: 32 },
}

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
  sample(11, 'billing', 'sans crédit'),
  sample(12, 'no-model', 'sans le modèle'),
  sample(13, 'forbidden', 'interdite'),
  sample(14, 'no-quota', 'sans quota'),
  sample(15, 'overloaded-midstream', 'surchargée en chemin'),
  ...samplesOf('openai', 'OpenAI', 16),
  ...samplesOf('anthropic', 'Anthropic', 19),
  ...samplesOf('mistral', 'Mistral', 22),
]

const firstRunNumbers = [1, 2, 4, 6]

/** What a first run seeds: two healthy keys, one limited by the minute, one revoked. */
export const firstRunKeys: readonly SandboxKey[] = sandboxKeys.filter((_, index) =>
  firstRunNumbers.includes(index + 1),
)

/** A healthy, a limited and a revoked key. */
function samplesOf(provider: Provider, title: string, first: number): SandboxKey[] {
  const texts: [Behaviour, string][] = [
    ['healthy', 'saine'],
    ['rate-limited-minute', 'limitée à la minute'],
    ['invalid', 'révoquée'],
  ]
  return texts.map(([behaviour, label], index) => ({
    ...sample(first + index, behaviour, `${title}, ${label}`),
    key: keyText(first + index, behaviour, provider),
    provider,
  }))
}

function sample(number: number, behaviour: Behaviour, label: string): SandboxKey {
  const key = keyText(number, behaviour, 'gemini')
  return { name: `Bac à sable – ${label}`, key, behaviour, provider: 'gemini' }
}

// Put together here, so that no scanner takes a literal in this file for a leaked key.
function keyText(number: number, behaviour: Behaviour, provider: Provider): string {
  const { prefix, length } = shapes[provider]
  const suffix = String(number).padStart(4, '0')
  return `${prefix}Sandbox-${behaviour}-`.padEnd(length - suffix.length, '0') + suffix
}
