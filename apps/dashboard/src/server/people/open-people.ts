import type { SignInLock } from '@itqan/keys-contract'
import type { People } from '@itqan/keys-router'
import type { PeopleStore } from '@itqan/keys-store'
import type { SignInLimits } from '../sign-in/sign-in-limits'

interface PeopleOptions {
  store: PeopleStore
  limits: Pick<SignInLimits, 'lockOf' | 'unlock'>
}

/** People as administrators see them: what the database has, and who was wrong too often. */
export function openPeople({ store, limits }: PeopleOptions): People {
  return {
    async list() {
      const people = await store.list()
      return Promise.all(
        people.map(async ({ codeLock, ...person }) => ({
          ...person,
          lock: laterOf(codeLock, await limits.lockOf(person.email)),
        })),
      )
    },
    invitations: () => store.invitations(),
    invite: (input, origin) => store.invite(input, origin),
    revoke: (invitation, origin) => store.revoke(invitation, origin),
    setRole: (change, origin) => store.setRole(change, origin),
    setDisabled: (change, origin) => store.setDisabled(change, origin),
    remove: (person, origin) => store.remove(person, origin),
    async unlock(person, origin) {
      const { email } = await store.unlock(person, origin)
      await limits.unlock(email)
    },
  }
}

function laterOf(one: SignInLock | null, other: SignInLock | null): SignInLock | null {
  if (!one || !other) return one ?? other
  return one.until > other.until ? one : other
}
