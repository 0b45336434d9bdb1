import { useLocale, useTranslations } from 'next-intl'
import { locales } from '../../i18n/locale'
import { setLocale } from '../../i18n/set-locale'

/** A plain form: it works before the page's script does. */
export function LanguageSwitch() {
  const t = useTranslations('language')
  const current = useLocale()
  return (
    <form role="group" aria-label={t('label')} className="flex rounded-md">
      {locales.map((locale) => (
        <button
          key={locale}
          type="submit"
          formAction={setLocale.bind(null, locale)}
          lang={locale}
          aria-pressed={locale === current}
          className="h-9 rounded-md px-2 text-[13px] font-medium text-ink-soft uppercase underline-offset-4 hover:bg-sunken hover:text-ink aria-pressed:text-ink aria-pressed:underline aria-pressed:decoration-accent aria-pressed:decoration-2"
        >
          {locale}
          <span className="sr-only"> {t(locale)}</span>
        </button>
      ))}
    </form>
  )
}
