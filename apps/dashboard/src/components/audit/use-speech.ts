import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { directionOf } from '../../i18n/locale'
import type { Speech } from '../../lib/audit/sentence'

/** The page's language, for sentences whose words depend on what was written down. */
export function useSpeech(): Speech {
  const t = useTranslations('audit')
  const locale = useLocale()
  return useMemo(() => {
    type Key = Parameters<typeof t.has>[0]
    return {
      say: (key, values) => t(key as Key, values),
      knows: (key) => t.has(key as Key),
      isRtl: directionOf(locale) === 'rtl',
    }
  }, [t, locale])
}
