import { createReadiness, type Readiness } from '@itqan/life-cycle'
import { getKeysClient } from '../api-keys'
import { PROVIDER } from '../brief/ports'
import { isDraining } from './process-life'

const slot = Symbol.for('itqan-ma.readiness')
const shared = globalThis as { [slot]?: () => Promise<Readiness> }

/** Whether a visitor would get a brief, as far as keys go. */
export function getReadiness(): Promise<Readiness> {
  shared[slot] ??= createReadiness({ checks: { keys: checkKeys }, isDraining })
  return shared[slot]()
}

/** A snapshot that may still be used is enough. Where there was none yet it is asked for. */
async function checkKeys(): Promise<void> {
  const client = getKeysClient()
  await client.waitUntilReady({ providers: [PROVIDER], timeoutMs: 1_000 })
}
