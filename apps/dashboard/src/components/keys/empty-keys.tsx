import { useTranslations } from 'next-intl'

export function EmptyKeys() {
  const t = useTranslations('keys.empty')
  return (
    <section className="mt-6 rounded-lg border border-dashed border-line-strong px-6 py-16 text-center">
      <h2 className="text-base font-semibold">{t('title')}</h2>
      <p className="mx-auto mt-1.5 max-w-md text-pretty text-ink-soft">{t('body')}</p>
    </section>
  )
}
