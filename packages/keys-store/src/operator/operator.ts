import { randomUUID } from 'node:crypto'
import type { Log, Origin } from '@itqan/keys-router'
import type { Io } from './io'

/** Whoever runs the command, for the audit: no network is between. */
export function operatorOf({ user }: Io): Origin {
  return { actor: { kind: 'operator', name: user }, address: null, requestId: randomUUID() }
}

/** What the audit's writer has to say beside what it throws. */
export function logTo(io: Io): Log {
  return { error: (message, fields) => io.err(`${message} ${JSON.stringify(fields)}`) }
}
