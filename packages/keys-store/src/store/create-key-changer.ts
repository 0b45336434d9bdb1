import type { ChangedKeys } from '@itqan/keys-contract'
import type { KeyChanger, KeyStore } from '@itqan/keys-router'
import type { Keyring, KeyOpener } from '../keyring'
import type { Deed } from './audit-change'
import { clearKeysCooldowns, resetKeysErrors, setKeysActive } from './change-keys'
import type { Session } from './epoch'
import { sealedColumns } from './list-keys'
import type { ChangedKey } from './manage-keys'
import { prepareMove } from './move-keys'
import { removeKeys, undoRemoveKeys } from './remove-keys'
import { tellChanges, updateKeys } from './update-keys'

interface KeyChangerOptions {
  keyring: Keyring
  opener: KeyOpener
  read: <T>(job: (session: Session) => Promise<T>) => Promise<T>
  /** Does a job and writes down who did, in one transaction. */
  change: (deed: Deed, job: (session: Session) => Promise<ChangedKey[]>) => Promise<ChangedKey[]>
}

/** What people do to keys, one or many. */
export function createKeyChanger(
  options: KeyChangerOptions,
): KeyChanger & Pick<KeyStore, 'resetErrors'> {
  const { keyring, opener, read, change } = options
  return {
    async setActive(input, origin) {
      const deed = {
        action: 'key.setActive',
        origin,
        detail: input.isActive ? 'on' : 'off',
      } as const
      return sort(input, await change(deed, (session) => setKeysActive(session, input)))
    },
    async resetErrors(input, origin) {
      const deed = { action: 'key.resetErrors', origin } as const
      return sort(input, await change(deed, (session) => resetKeysErrors(session, input)))
    },
    async clearCooldowns(input, origin) {
      // A model's name is a caller's to invent.
      const detail = input.model === undefined ? 'all models' : 'one model'
      const deed = { action: 'key.clearCooldowns', origin, detail } as const
      return sort(input, await change(deed, (session) => clearKeysCooldowns(session, input)))
    },
    async update(input, origin) {
      const { keyIds, changes } = input
      const { provider } = changes
      const moving =
        provider === undefined
          ? []
          : await read((session) => prepareMove(session, { keyring, opener }, { keyIds, provider }))
      const deed = { action: 'key.update', origin, detail: tellChanges(changes) } as const
      return sort(input, await change(deed, (session) => updateKeys(session, { ...input, moving })))
    },
    async remove(input, origin) {
      // Errors that print them may still come.
      const where = { id: { in: input.keyIds } }
      await read(async (session) =>
        opener.open(await session.apiKey.findMany({ where, select: sealedColumns })),
      )
      const deed = { action: 'key.remove', origin } as const
      return sort(input, await change(deed, (session) => removeKeys(session, input)))
    },
    async undoRemove(input, origin) {
      const deed = { action: 'key.undoRemove', origin, otherwise: 'nothing to undo' } as const
      return sort(input, await change(deed, (session) => undoRemoveKeys(session, input)))
    },
  }
}

function sort({ keyIds }: { keyIds: string[] }, keys: ChangedKey[]): ChangedKeys {
  const done = new Set(keys.map(({ id }) => id))
  const named = [...new Set(keyIds)]
  return {
    changed: named.filter((id) => done.has(id)),
    notFound: named.filter((id) => !done.has(id)),
  }
}
