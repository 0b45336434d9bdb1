import { useTranslations } from 'next-intl'

/** How far an app is behind the pool. */
export function Lag({ behind }: { behind: number | null }) {
  const t = useTranslations('apps')
  if (behind === null) return <span className="text-ink-soft">{t('unknown')}</span>
  return behind === 0 ? t('upToDate') : t('behind', { count: behind })
}
