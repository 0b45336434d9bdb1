import { useTranslations } from 'next-intl'

/** Where every secret is without a name, there is nobody to tell apart. */
export function NobodyYet() {
  const t = useTranslations('apps.empty')
  return (
    <section className="mt-6 grid gap-1 rounded-lg border border-dashed border-line-strong/60 p-5">
      <h2 className="font-medium">{t('title')}</h2>
      <p className="max-w-prose text-pretty text-ink-soft">{t('body')}</p>
    </section>
  )
}
