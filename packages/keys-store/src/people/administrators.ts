import { KeysError } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'

/** Whether anybody can sign in at all: a person without a password cannot. */
export async function canAnybodySignIn(session: Session): Promise<boolean> {
  return (await session.account.count({ where: { providerId: 'credential' } })) > 0
}

/**
 * Called last, within the transaction that changed a person.
 *
 * @throws KeysError `last_administrator`, which undoes the change, where nobody is left to let people in.
 */
export async function assertAdministratorLeft(session: Session): Promise<void> {
  const able = await session.user.count({
    where: {
      role: 'administrator',
      disabledAt: null,
      accounts: { some: { providerId: 'credential' } },
    },
  })
  if (able > 0) return
  throw new KeysError('last_administrator', 'Nobody else could let people in: name another first')
}
