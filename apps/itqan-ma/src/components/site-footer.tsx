import { useTranslations } from 'next-intl'

export function SiteFooter() {
  const t = useTranslations('Footer')
  return (
    <footer className="mx-auto w-full max-w-6xl px-5 pt-16 pb-10 text-sm text-ink-soft sm:px-8 print:hidden">
      <div className="flex flex-wrap justify-between gap-x-10 gap-y-3 border-t border-rule pt-5">
        <p className="text-pretty">
          <strong className="font-semibold text-ink">itqan</strong>{' '}
          <bdi lang="ar" className="text-base text-ink">
            إتقان
          </bdi>
          , {t('definition')}
        </p>
        <p>{t('rights', { year: String(new Date().getFullYear()) })}</p>
      </div>
    </footer>
  )
}
