import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { startTransition } from 'react'
import { locales } from '../../i18n/locale'
import { setLocale } from '../../i18n/set-locale'
import { useSignOut } from '../shell/use-sign-out'
import { PaletteItem } from './palette-item'

const themes = ['light', 'dark', 'system'] as const

/** Theme, language, and the way out. */
export function SettingItems({ onDone }: { onDone(): void }) {
  const t = useTranslations('palette')
  const theme = useTranslations('theme')
  const language = useTranslations('language')
  const current = useLocale()
  const { setTheme } = useTheme()
  const signOut = useSignOut()
  const account = useTranslations('account')
  return (
    <>
      {themes.map((one) => (
        <PaletteItem
          key={one}
          onSelect={() => {
            setTheme(one)
            onDone()
          }}
        >
          {t('theme', { name: theme(one) })}
        </PaletteItem>
      ))}
      {locales
        .filter((one) => one !== current)
        .map((one) => (
          <PaletteItem
            key={one}
            onSelect={() => {
              onDone()
              startTransition(() => setLocale(one))
            }}
          >
            {t('language', { name: language(one) })}
          </PaletteItem>
        ))}
      <PaletteItem onSelect={() => void signOut()}>{account('signOut')}</PaletteItem>
    </>
  )
}
