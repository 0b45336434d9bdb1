import type { Invitation, Invited, InviteInput, Person, Role } from '@itqan/keys-contract'
import type { Origin } from './audit'

/** Who may come in, for administrators. Each change is in the audit when it resolves. */
export interface People {
  list(): Promise<Person[]>
  /** Those that nobody has used, and that can still be. */
  invitations(): Promise<Invitation[]>
  /** Answers the token once: only its hash is kept. */
  invite(input: InviteInput, origin: Origin): Promise<Invited>
  /** @throws KeysError `invitation_not_found` */
  revoke(invitation: { invitationId: string }, origin: Origin): Promise<void>
  /** @throws KeysError `person_not_found`, or `last_administrator` where nobody would be left. */
  setRole(change: { personId: string; role: Role }, origin: Origin): Promise<void>
  /** Disabling ends all of the person's sessions. @throws KeysError as `setRole`. */
  setDisabled(change: { personId: string; isDisabled: boolean }, origin: Origin): Promise<void>
  /** @throws KeysError as `setRole`. */
  remove(person: { personId: string }, origin: Origin): Promise<void>
  /** Lets a person try again who was wrong too often. @throws KeysError `person_not_found` */
  unlock(person: { personId: string }, origin: Origin): Promise<void>
}
