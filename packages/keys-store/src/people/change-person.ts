import { KeysError, type Role } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'
import { assertAdministratorLeft } from './administrators'

interface Found {
  email: string
  role: string
}

/** What is done to a person, and in few words for the audit. Addresses stay out of it. */
interface Done {
  detail: string
  result: undefined
}

async function find(session: Session, id: string): Promise<Found> {
  const person = await session.user.findUnique({
    where: { id },
    select: { email: true, role: true },
  })
  if (person) return person
  throw new KeysError('person_not_found', 'No person has this id')
}

export async function setRole(
  session: Session,
  { personId, role }: { personId: string; role: Role },
): Promise<Done> {
  const before = await find(session, personId)
  await session.user.update({ where: { id: personId }, data: { role } })
  await endInvitationsOf(session, personId)
  await assertAdministratorLeft(session)
  return { detail: `${personId}: ${before.role} to ${role}`, result: undefined }
}

export async function setDisabled(
  session: Session,
  { personId, isDisabled }: { personId: string; isDisabled: boolean },
): Promise<Done> {
  await find(session, personId)
  const disabledAt = isDisabled ? new Date() : null
  await session.user.update({ where: { id: personId }, data: { disabledAt } })
  // On the way back, too: one may have been opened while the person was being disabled.
  await session.session.deleteMany({ where: { userId: personId } })
  if (isDisabled) {
    await endInvitationsOf(session, personId)
    await assertAdministratorLeft(session)
  }
  return { detail: personId, result: undefined }
}

/** Sessions, passwords, passkeys and second factors go with the person; the audit stays. */
export async function removePerson(session: Session, personId: string): Promise<Done> {
  await find(session, personId)
  await endInvitationsOf(session, personId)
  await session.user.delete({ where: { id: personId } })
  await assertAdministratorLeft(session)
  return { detail: personId, result: undefined }
}

/** Also lets second factors be tried again. @returns whose sign-ins were counted. */
export async function unlockPerson(
  session: Session,
  personId: string,
): Promise<{ detail: string; result: { email: string } }> {
  const { email } = await find(session, personId)
  await session.twoFactor.updateMany({
    where: { userId: personId },
    data: { failedVerificationCount: 0, lockedUntil: null },
  })
  return { detail: personId, result: { email } }
}

/** Whoever may no longer let people in leaves no door behind. */
async function endInvitationsOf(session: Session, personId: string): Promise<void> {
  await session.invitation.updateMany({
    where: { invitedBy: personId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  })
}
