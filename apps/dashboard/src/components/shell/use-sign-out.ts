import { useTranslations } from 'next-intl'
import { postAuth } from '../../lib/auth-api'
import { startLeaving, stopLeaving } from '../../lib/leaving'
import { toast } from '../../lib/toast'

/** Ends the session, and says so when that fails. */
export function useSignOut(): () => Promise<void> {
  const t = useTranslations('account')
  return async () => {
    startLeaving()
    const { ok: left } = await postAuth('/sign-out', {})
    // A full load, so that nothing this session had read stays in memory.
    if (left) return window.location.assign('/sign-in')
    stopLeaving()
    toast.error(t('signOutFailed'))
  }
}
