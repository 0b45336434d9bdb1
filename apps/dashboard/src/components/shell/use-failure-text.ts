import { useTranslations } from 'next-intl'
import type { Failure } from '../../lib/failure'

/** Says a failure in the page's language, with the reference under which the server logged it. */
export function useFailureText(): (failure: Failure) => string {
  const t = useTranslations('failure')
  return ({ kind, errorId }) => (errorId ? `${t(kind)} ${t('reference', { errorId })}` : t(kind))
}
