import { useTranslations } from 'next-intl'

/** An app as `INTERNAL_API_SECRET` names it, or that it does not. */
export function AppName({ app }: { app: string }) {
  const t = useTranslations('apps')
  return app ? <bdi>{app}</bdi> : <span className="text-ink-soft">{t('unnamed')}</span>
}
