import { useLocale, useTranslations } from 'next-intl'
import { locales } from '../i18n/locale'
import { setLocale } from '../i18n/set-locale'
import { cn } from './cn'

const names = { fr: 'Français', en: 'English' } as const

export function LocaleSwitch() {
  const t = useTranslations('Header')
  const current = useLocale()
  return (
    <form action={setLocale} role="group" aria-label={t('language')} className="flex">
      {locales.map((locale) => (
        <button
          key={locale}
          name="locale"
          value={locale}
          lang={locale}
          aria-label={names[locale]}
          aria-pressed={locale === current}
          className={cn(
            'min-h-11 min-w-10 rounded-[3px] text-sm text-ink-soft uppercase hover:text-ink',
            locale === current &&
              'font-bold text-ink underline decoration-accent decoration-2 underline-offset-[6px]',
          )}
        >
          {locale}
        </button>
      ))}
    </form>
  )
}
