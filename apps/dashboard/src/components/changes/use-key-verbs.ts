import type { ChangedKeys, ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { undoRemoval } from '../../lib/changes/undo-removal'
import { toast } from '../../lib/toast'
import { useChangeFailure } from './use-change-failure'
import { type KeyCalls, useKeyCalls } from './use-key-calls'

/** How long an undo is offered, in milliseconds. The server takes it for longer. */
const UNDO_OFFER_MS = 10_000

type Named = Pick<ManagedKey, 'id' | 'name'>

/** What a person does to one key, or undoes for many, and is told of in a toast. */
export interface KeyVerbs {
  calls: KeyCalls
  setActive(key: Named, isActive: boolean): void
  resetErrors(key: Named): void
  clearCooldowns(key: Named): void
  /** @returns why a key was not changed; `null` when it was. */
  tellEdited(answer: ChangedKeys, name: string): string | null
  /** Says that keys were deleted, and offers to put them back. `name` of one that is alone. */
  offerUndo(keyIds: string[], name: string): null
}

export function useKeyVerbs(): KeyVerbs {
  const t = useTranslations('change')
  const failureText = useChangeFailure()
  const calls = useKeyCalls()
  return useMemo(() => {
    async function say(job: Promise<ChangedKeys>, whenDone: () => void): Promise<void> {
      try {
        const { changed } = await job
        if (changed.length === 0) toast.error(t('gone'))
        else whenDone()
      } catch (error) {
        toast.error(failureText(error))
      }
    }
    function setActive(key: Named, isActive: boolean): void {
      const done = t(`done.${isActive ? 'on' : 'off'}`, { count: 1, name: key.name })
      const action = { label: t('undo'), onClick: () => setActive(key, true) }
      const options = isActive ? {} : { action, duration: UNDO_OFFER_MS }
      void say(calls.setActive([key.id], isActive), () => toast(done, options))
    }
    /** @param name of the one that is alone; `null` when they are many, whichever comes back. */
    async function putBack(keyIds: string[], name: string | null): Promise<void> {
      const { back, missing, again, failure } = await undoRemoval(keyIds, calls.undoRemove)
      const isOneOfMany = back === 1 && name === null
      const told = [
        back > 0 &&
          (isOneOfMany ? t('undoOne') : t('done.undo', { count: back, name: name ?? '' })),
        missing > 0 && t('undoMissing', { count: missing }),
      ].filter((text) => text !== false)
      if (failure) {
        const action = { label: t('undoAgain'), onClick: () => void putBack(again, name) }
        toast.error(failureText(failure.error), {
          description: told.join(' '),
          ...(again.length > 0 && { action, duration: UNDO_OFFER_MS }),
        })
      } else if (back === 0) toast.error(name === null ? told.join(' ') : t('undoTooLate'))
      else toast(told.join(' '))
    }
    return {
      calls,
      setActive,
      resetErrors: ({ id, name }) =>
        void say(calls.resetErrors([id]), () => toast(t('done.reset', { count: 1, name }))),
      clearCooldowns: ({ id, name }) =>
        void say(calls.clearCooldowns([id]), () => toast(t('done.clear', { count: 1, name }))),
      tellEdited({ changed }, name) {
        if (changed.length === 0) return t('gone')
        toast(t('done.edit', { count: 1, name }))
        return null
      },
      offerUndo(keyIds, name) {
        const alone = keyIds.length === 1 ? name : null
        toast(t('done.remove', { count: keyIds.length, name }), {
          duration: UNDO_OFFER_MS,
          action: { label: t('undo'), onClick: () => void putBack(keyIds, alone) },
        })
        return null
      },
    }
  }, [t, failureText, calls])
}
