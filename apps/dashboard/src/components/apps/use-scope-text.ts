import type { AppSecret } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { providerLabel } from '../../lib/provider-label'

/** Says what a secret opens, in words. */
export function useScopeText(): (scope: AppSecret['scope']) => string {
  const t = useTranslations('apps.scopes')
  return ({ canRead, provider }) => {
    if (provider === null) return canRead ? t('all') : t('onlyReport')
    const name = providerLabel(provider)
    return canRead ? t('provider', { provider: name }) : t('onlyReportProvider', { provider: name })
  }
}
