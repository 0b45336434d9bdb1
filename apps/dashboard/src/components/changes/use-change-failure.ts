import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { failureOf, keyIdOf } from '../../lib/failure'
import { useKeyNames } from './use-key-names'

/** Says why a change came to nothing, with the name of the key that stood in its way. */
export function useChangeFailure(): (error: unknown) => string {
  const t = useTranslations('change')
  const tFailure = useTranslations('failure')
  const nameOf = useKeyNames()
  return useCallback(
    (error) => {
      const { kind, errorId } = failureOf(error)
      if (kind === 'gone' || kind === 'unreadable' || kind === 'unknownProvider') return t(kind)
      if (kind === 'duplicate') {
        const keyId = keyIdOf(error)
        const name = keyId && nameOf(keyId)
        return name ? t('duplicate', { name }) : t('duplicateUnnamed')
      }
      return errorId ? `${tFailure(kind)} ${tFailure('reference', { errorId })}` : tFailure(kind)
    },
    [t, tFailure, nameOf],
  )
}
