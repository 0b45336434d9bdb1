import type { Invitation, InvitationOffer, Invited, InviteInput, Role } from '@itqan/keys-contract'
import type { Origin, Profiles } from '@itqan/keys-router'
import type { Database } from '../database'
import type { ChangeAudit } from '../store/audit-change'
import type { Session } from '../store/epoch'
import { toKeysError } from '../store/to-keys-error'
import { canAnybodySignIn } from './administrators'
import { removePerson, setDisabled, setRole, unlockPerson } from './change-person'
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  type NewPerson,
  readOffer,
  revokeInvitation,
} from './invitations'
import { listPeople, type StoredPerson } from './list-people'
import { endSessions, readProfile } from './own-account'
import { createChangePeople } from './transact'

/** People, their invitations and their sessions, as the database has them. */
export interface PeopleStore extends Profiles {
  list(): Promise<StoredPerson[]>
  invitations(): Promise<Invitation[]>
  /** Whether somebody has a password: until then the terminal lets the first person in. */
  canAnybodySignIn(): Promise<boolean>
  /** For the first administrator: asked by the terminal, once and again. */
  inviteFirst(origin: Origin): Promise<Invited>
  invite(input: InviteInput, origin: Origin): Promise<Invited>
  revoke(invitation: { invitationId: string }, origin: Origin): Promise<void>
  /** What a token offers; `null` where it opens nothing. */
  offer(token: string): Promise<InvitationOffer | null>
  /** @throws KeysError `invitation_not_found` or `email_taken` */
  accept(person: NewPerson, origin: Origin): Promise<void>
  setRole(change: { personId: string; role: Role }, origin: Origin): Promise<void>
  setDisabled(change: { personId: string; isDisabled: boolean }, origin: Origin): Promise<void>
  remove(person: { personId: string }, origin: Origin): Promise<void>
  /** Forgets wrong codes. @returns whose wrong passwords are to be forgotten as well. */
  unlock(person: { personId: string }, origin: Origin): Promise<{ email: string }>
}

export function createPeopleStore(database: Database, audit: ChangeAudit): PeopleStore {
  const change = createChangePeople(database, audit)
  const read = <T>(job: (session: Session) => Promise<T>) =>
    job(database.prisma).catch((error: unknown) => {
      throw toKeysError(error)
    })
  return {
    list: () => read(listPeople),
    invitations: () => read(listInvitations),
    canAnybodySignIn: () => read(canAnybodySignIn),
    inviteFirst: (origin) =>
      change({ action: 'invitation.create', origin }, async (session) => {
        const made = { role: 'administrator', email: null, invitedBy: null } as const
        return { detail: 'the first administrator', result: await createInvitation(session, made) }
      }),
    invite: (input, origin) =>
      change({ action: 'invitation.create', origin }, async (session) => {
        const made = { ...input, invitedBy: origin.actor.name }
        return { detail: input.role, result: await createInvitation(session, made) }
      }),
    revoke: ({ invitationId }, origin) =>
      change({ action: 'invitation.revoke', origin }, async (session) => {
        await revokeInvitation(session, invitationId)
        return { detail: invitationId, result: undefined }
      }),
    async offer(token) {
      const offer = await read((session) => readOffer(session, token))
      return offer && { role: offer.role, email: offer.email }
    },
    accept: (person, origin) =>
      change({ action: 'invitation.accept', origin }, async (session) => {
        const { personId, role } = await acceptInvitation(session, person)
        const actor = { kind: 'person', name: personId } as const
        return { detail: role, result: undefined, actor }
      }),
    setRole: (input, origin) =>
      change({ action: 'person.role', origin }, (session) => setRole(session, input)),
    setDisabled: (input, origin) =>
      change({ action: input.isDisabled ? 'person.disable' : 'person.enable', origin }, (session) =>
        setDisabled(session, input),
      ),
    remove: ({ personId }, origin) =>
      change({ action: 'person.remove', origin }, (session) => removePerson(session, personId)),
    unlock: ({ personId }, origin) =>
      change({ action: 'person.unlock', origin }, (session) => unlockPerson(session, personId)),
    read: (self) => read((session) => readProfile(session, self)),
    endSession: ({ userId, sessionId }, origin) =>
      change({ action: 'session.end', origin }, async (session) => {
        await endSessions(session, { userId, id: sessionId })
        return { detail: null, result: undefined }
      }),
    endOtherSessions: ({ userId, sessionId }, origin) =>
      change({ action: 'session.endOthers', origin }, async (session) => {
        const count = await endSessions(session, { userId, id: { not: sessionId } })
        return { detail: `${count} ended`, result: undefined }
      }),
  }
}
