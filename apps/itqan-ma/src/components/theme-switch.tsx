'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { cn } from './cn'

const themes = [
  { theme: 'light', Icon: Sun },
  { theme: 'dark', Icon: Moon },
  { theme: 'system', Icon: Monitor },
] as const

const never = () => () => {}

export function ThemeSwitch() {
  const t = useTranslations('Header')
  const { theme: current, setTheme } = useTheme()
  // The server cannot know the theme: no button is pressed until the browser says.
  const known = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <div role="group" aria-label={t('theme')} className="flex">
      {themes.map(({ theme, Icon }) => (
        <button
          key={theme}
          type="button"
          aria-label={t(theme)}
          title={t(theme)}
          aria-pressed={known && theme === current}
          onClick={() => setTheme(theme)}
          className={cn(
            'grid size-11 place-items-center rounded-[3px] text-ink-soft hover:text-ink max-sm:w-9',
            known && theme === current && 'text-accent',
          )}
        >
          <Icon aria-hidden className="size-[18px]" strokeWidth={1.75} />
        </button>
      ))}
    </div>
  )
}
