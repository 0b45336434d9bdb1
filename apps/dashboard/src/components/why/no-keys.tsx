import { useTranslations } from 'next-intl'

/** `none`: there is no key at all; `provider`: none of this provider. */
export function NoKeys({ kind }: { kind: 'none' | 'provider' }) {
  const t = useTranslations('why.empty')
  return (
    <section className="mt-6 rounded-lg border border-dashed border-line-strong px-6 py-12 text-center">
      <h2 className="text-base font-semibold">{t(kind)}</h2>
      <p className="mx-auto mt-1.5 max-w-md text-pretty text-ink-soft">{t('noneBody')}</p>
    </section>
  )
}
