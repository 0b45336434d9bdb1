import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { AuthAnswer } from '../../lib/auth-api'
import { useTRPC } from '../../trpc/client'

type Refusal = Extract<AuthAnswer, { ok: false }>

/** Says why `/api/auth` did not do what it was asked. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations('profile.failure')
  return ({ status, code, minutes }) => {
    if (status === 429) return t('rateLimit', { minutes })
    if (code === 'INVALID_PASSWORD') return t('wrongPassword')
    if (code === 'INVALID_CODE') return t('wrongCode')
    if (code === 'SESSION_NOT_FRESH') return t('notFresh')
    if (status === 401) return t('session')
    return t(status === 0 ? 'network' : 'server')
  }
}

export function useRefreshProfile(): () => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.profile.pathKey() })
}
