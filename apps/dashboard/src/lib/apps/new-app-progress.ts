import type { ConsumerApp } from '@itqan/keys-contract'
import { isAppName } from './new-secret'

/** How far a new app is. */
export interface NewAppProgress {
  /** `null`: the name will do. An app that was there before is given another secret, not a second start. */
  nameProblem: 'missing' | 'malformed' | 'taken' | null
  isConfigured: boolean
  isSeen: boolean
}

interface ProgressInput {
  name: string
  /** Of the secret that was made for it; `null` where the browser cannot tell. */
  fingerprint: string | null
  /** The names that were configured when the guide was opened. */
  before: readonly string[]
  apps: readonly ConsumerApp[]
}

export function newAppProgress({ name, fingerprint, before, apps }: ProgressInput): NewAppProgress {
  const found = apps.find(({ app }) => app === name)
  const secret = found?.secrets.find((one) => (fingerprint ?? one.fingerprint) === one.fingerprint)
  const isNew = name !== '' && !before.includes(name)
  const isConfigured = isNew && secret !== undefined
  return {
    nameProblem: nameProblemOf(name, before),
    isConfigured,
    isSeen: isConfigured && (secret.lastUsedAt !== null || secret.streams > 0),
  }
}

function nameProblemOf(name: string, before: readonly string[]): NewAppProgress['nameProblem'] {
  if (name === '') return 'missing'
  if (!isAppName(name)) return 'malformed'
  return before.includes(name) ? 'taken' : null
}
