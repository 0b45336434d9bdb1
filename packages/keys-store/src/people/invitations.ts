import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  type AcceptInvitationInput,
  type Invitation,
  type InvitationOffer,
  type Invited,
  KeysError,
  type Role,
  roleSchema,
} from '@itqan/keys-contract'
import type { Session } from '../store/epoch'
import { canAnybodySignIn } from './administrators'

const DAY_MS = 24 * 60 * 60 * 1_000

/** From the terminal, in milliseconds; and from a person. */
const SET_UP_MS = DAY_MS
const INVITATION_MS = 7 * DAY_MS

const isOpen = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } })

/** The token is kept nowhere: whoever reads the table can make no link of it. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

interface NewInvitation {
  role: Role
  email: string | null
  /** `null` for the terminal, whose link holds as long as nobody can sign in. */
  invitedBy: string | null
}

export async function createInvitation(session: Session, made: NewInvitation): Promise<Invited> {
  const token = randomBytes(32).toString('base64url')
  const lifeMs = made.invitedBy === null ? SET_UP_MS : INVITATION_MS
  const expiresAt = new Date(Date.now() + lifeMs)
  const { id } = await session.invitation.create({
    data: { ...made, tokenHash: hashOf(token), expiresAt },
    select: { id: true },
  })
  return { id, token, expiresAt }
}

export async function listInvitations(session: Session): Promise<Invitation[]> {
  const rows = await session.invitation.findMany({
    where: { ...isOpen(), invitedBy: { not: null } },
    orderBy: { createdAt: 'desc' },
  })
  const ids = rows.flatMap(({ invitedBy }) => invitedBy ?? [])
  const inviters = await session.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  const names = new Map(inviters.map(({ id, name }) => [id, name]))
  return rows.map(({ id, role, email, invitedBy, createdAt, expiresAt }) => ({
    id,
    role: roleSchema.parse(role),
    email,
    invitedBy: names.get(invitedBy ?? '') ?? null,
    createdAt,
    expiresAt,
  }))
}

/** @throws KeysError `invitation_not_found` for one that is used, ended or not there. */
export async function revokeInvitation(session: Session, id: string): Promise<void> {
  const { count } = await session.invitation.updateMany({
    where: { id, ...isOpen() },
    data: { revokedAt: new Date() },
  })
  if (count === 0) throw notFound()
}

interface OpenInvitation extends InvitationOffer {
  id: string
}

/** @returns `null` for a token that opens nothing, whatever the reason. */
export async function readOffer(session: Session, token: string): Promise<OpenInvitation | null> {
  const found = await session.invitation.findFirst({
    where: { tokenHash: hashOf(token), ...isOpen() },
  })
  if (!found || (found.invitedBy === null && (await canAnybodySignIn(session)))) return null
  return { id: found.id, role: roleSchema.parse(found.role), email: found.email }
}

/** What makes a person; the password is hashed before. */
export interface NewPerson extends Omit<AcceptInvitationInput, 'password'> {
  passwordHash: string
}

/**
 * Uses the invitation up and makes the person.
 *
 * @throws KeysError `invitation_not_found`, or `email_taken` by somebody who can sign in.
 */
export async function acceptInvitation(
  session: Session,
  { token, name, passwordHash, ...given }: NewPerson,
): Promise<{ personId: string; role: Role }> {
  const offer = await readOffer(session, token)
  if (!offer) throw notFound()
  const email = offer.email ?? given.email
  const personId = await personFor(session, { email, name, role: offer.role })
  await session.account.create({
    data: {
      id: randomUUID(),
      accountId: personId,
      providerId: 'credential',
      userId: personId,
      password: passwordHash,
    },
  })
  const { count } = await session.invitation.updateMany({
    where: { id: offer.id, ...isOpen() },
    data: { acceptedAt: new Date(), acceptedBy: personId },
  })
  if (count === 0) throw notFound()
  return { personId, role: offer.role }
}

/** A person without a password, whom a first run of an older release left behind, is made whole. */
async function personFor(
  session: Session,
  person: { email: string; name: string; role: Role },
): Promise<string> {
  const { email } = person
  const found = await session.user.findUnique({
    where: { email },
    select: { id: true, accounts: { select: { id: true } } },
  })
  if (found && found.accounts.length > 0) {
    throw new KeysError('email_taken', 'Somebody has an account under this address')
  }
  const { id } = await session.user.upsert({
    where: { email },
    create: { ...person, id: randomUUID(), emailVerified: true },
    update: person,
    select: { id: true },
  })
  return id
}

function notFound(): KeysError {
  return new KeysError('invitation_not_found', 'This invitation was used, ended or never made')
}
