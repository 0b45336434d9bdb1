import { KeysError, type Profile, roleSchema } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'

interface Self {
  userId: string
  sessionId: string
}

/** Sessions without their tokens, passkeys without their keys. */
export async function readProfile(session: Session, self: Self): Promise<Profile> {
  const person = await session.user.findUnique({
    where: { id: self.userId },
    select: {
      name: true,
      email: true,
      role: true,
      twoFactorEnabled: true,
      passkeys: {
        select: { id: true, name: true, createdAt: true },
        orderBy: { createdAt: 'asc' },
      },
      sessions: {
        where: { expiresAt: { gt: new Date() } },
        select: { id: true, userAgent: true, ipAddress: true, createdAt: true, updatedAt: true },
        orderBy: { updatedAt: 'desc' },
      },
    },
  })
  if (!person) throw new KeysError('person_not_found', 'This person is gone')
  const { twoFactorEnabled, role, sessions, ...rest } = person
  return {
    ...rest,
    role: roleSchema.parse(role),
    hasTwoFactor: twoFactorEnabled === true,
    sessions: sessions
      .map(({ id, userAgent, ipAddress, createdAt, updatedAt }) => ({
        id,
        isCurrent: id === self.sessionId,
        userAgent: userAgent || null,
        address: ipAddress || null,
        createdAt,
        lastSeenAt: updatedAt,
      }))
      .toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent)),
  }
}

/** Only ever the person's own. @returns how many were ended. */
export async function endSessions(
  session: Session,
  which: { userId: string; id: string | { not: string } },
): Promise<number> {
  const { count } = await session.session.deleteMany({ where: which })
  return count
}
