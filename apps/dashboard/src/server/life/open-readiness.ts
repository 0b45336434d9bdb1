import type { Log } from '@itqan/keys-router'
import { createDatabaseChecks, type Database, type Keyring } from '@itqan/keys-store'
import { createReadiness, type Readiness } from '@itqan/life-cycle'
import { isDraining } from './process-life'

interface ReadinessOptions {
  database: Database
  keyring: Keyring
  /** Where no entry can be kept, no key is served. */
  audit: { probe(): Promise<void> }
  log: Log
}

/** Whether this process can serve keys now. */
export function openReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  const { database, keyring, audit, log } = options
  return createReadiness({
    checks: { ...createDatabaseChecks(database, keyring), audit: audit.probe },
    isDraining,
    onChange: ({ checks, isReady }) => log.error(isReady ? 'ready again' : 'not ready', { checks }),
  })
}
