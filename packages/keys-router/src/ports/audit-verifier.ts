import type { AuditProgress } from '@itqan/keys-contract'
import type { Origin } from './audit'

/** Goes through the whole chain, behind everyone's back: once at a time in a process. */
export interface AuditVerifier {
  /** Begins, and does not wait for the end. @returns `false` when one is under way. */
  start(origin: Origin): boolean
  /** How far it has come; `null` when none is under way. */
  progress(): AuditProgress | null
  /** Whether the last one that was begun here got to no end. */
  isInterrupted(): boolean
}
