import { type Person, type Role, roleSchema, type SignInLock } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'

/** What the database knows of a person; wrong passwords are counted elsewhere. */
export type StoredPerson = Omit<Person, 'lock'> & { codeLock: SignInLock | null }

/** A role that nobody knows may do nothing more than look. */
function roleOf(role: string): Role {
  return roleSchema.safeParse(role).data ?? 'viewer'
}

export async function listPeople(session: Session): Promise<StoredPerson[]> {
  const rows = await session.user.findMany({
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      twoFactorEnabled: true,
      createdAt: true,
      disabledAt: true,
      twoFactors: { select: { failedVerificationCount: true, lockedUntil: true } },
      _count: { select: { passkeys: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const signIns = await lastSignIns(session)
  return rows.map(({ twoFactorEnabled, twoFactors, _count, role, ...row }) => ({
    ...row,
    role: roleOf(role),
    hasTwoFactor: twoFactorEnabled === true,
    passkeys: _count.passkeys,
    lastSignInAt: signIns.get(row.id) ?? null,
    codeLock: lockOf(twoFactors[0]),
  }))
}

/** From the sessions that are open, and from the audit for those that are over. */
async function lastSignIns(session: Session): Promise<Map<string, Date>> {
  const rows = await session.$queryRaw<{ id: string; at: Date }[]>`
    SELECT "id", max("at") AS "at" FROM (
      SELECT "userId" AS "id", "createdAt" AS "at" FROM "session"
      UNION ALL
      SELECT "actor", "at" FROM "audit_log"
      WHERE "at" > now() - interval '30 days' AND "action" = 'session.create'
        AND "outcome" = 'ok' AND "actor" IS NOT NULL
    ) AS signIns GROUP BY "id"`
  return new Map(rows.map(({ id, at }) => [id, at]))
}

function lockOf(
  counted: { failedVerificationCount: number | null; lockedUntil: Date | null } | undefined,
): SignInLock | null {
  const until = counted?.lockedUntil
  if (!until || until <= new Date()) return null
  return { failures: counted.failedVerificationCount ?? 0, until }
}
