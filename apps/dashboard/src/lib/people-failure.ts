import { TRPCClientError } from '@trpc/client'
import { type Failure, failureOf } from './failure'

/** What can go wrong with people, beside what can go wrong with anything. */
export type PeopleFailure =
  | { kind: 'lastAdministrator' | 'gone' }
  | { kind: 'other'; failure: Failure }

export function peopleFailureOf(error: unknown): PeopleFailure {
  const reason = reasonOf(error)
  if (reason === 'last_administrator') return { kind: 'lastAdministrator' }
  if (reason === 'person_not_found') return { kind: 'gone' }
  return { kind: 'other', failure: failureOf(error) }
}

/** Whether an invitation that was to be revoked opens nothing already. */
export function isInvitationGone(error: unknown): boolean {
  return reasonOf(error) === 'invitation_not_found'
}

function reasonOf(error: unknown): unknown {
  if (!(error instanceof TRPCClientError)) return null
  const data: unknown = error.data
  return typeof data === 'object' && data !== null && 'reason' in data ? data.reason : null
}
