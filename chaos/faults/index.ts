import { auditFaults } from './audit'
import type { Fault } from './fault'
import { postgresFaults } from './postgres'
import { processFaults } from './processes'
import { providerFaults } from './provider'
import { redisFaults } from './redis'
import { wayFaults } from './ways'

/** All that goes wrong. */
export const faults: readonly Fault[] = [
  ...processFaults,
  ...postgresFaults,
  ...redisFaults,
  ...auditFaults,
  ...providerFaults,
  ...wayFaults,
]
