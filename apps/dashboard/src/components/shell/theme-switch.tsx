'use client'

import { MoonIcon, SunIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { createOpener } from '../ui/opener'

const ThemeMenuOpener = createOpener('menu', async () => (await import('./theme-menu')).ThemeMenu)

export function ThemeSwitch() {
  const t = useTranslations('theme')
  return (
    <ThemeMenuOpener
      content={{}}
      button={(opener) => (
        <Button {...opener} variant="ghost" size="icon" aria-label={t('label')}>
          <SunIcon aria-hidden className="dark:hidden" />
          <MoonIcon aria-hidden className="hidden dark:block" />
        </Button>
      )}
    />
  )
}
