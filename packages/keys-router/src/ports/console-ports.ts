import type { AppPorts } from './app-ports'
import type { AuditSink } from './audit'
import type { AuditReader } from './audit-reader'
import type { AuditVerifier } from './audit-verifier'
import type { KeyOrder } from './key-order'
import type { KeyTester } from './key-tester'
import type { KeyTransfer } from './key-transfer'
import type { LiveKeys } from './live-keys'
import type { ManagedKeys } from './managed-keys'
import type { Passwords } from './passwords'
import type { People } from './people'
import type { Profiles } from './profiles'
import type { RateLimiter } from './rate-limiter'
import type { UsageReader } from './usage-reader'

/** What the dashboard's pages stand on: each port is one room's. */
export interface ConsolePorts {
  keys: ManagedKeys
  apps: AppPorts
  liveKeys: LiveKeys
  tester: KeyTester
  /** Bounds how many keys one person tests: each is a call to a provider. */
  tests: RateLimiter
  transfer: KeyTransfer
  passwords: Passwords
  /** Bounds how many keys one person is shown. */
  reveals: RateLimiter
  audit: AuditSink
  people: People
  profiles: Profiles
  usage: UsageReader
  order: KeyOrder
  auditReader: AuditReader
  auditVerifier: AuditVerifier
}
