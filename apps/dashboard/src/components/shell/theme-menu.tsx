import { MonitorIcon, MoonIcon, SunIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { DropdownMenuRadioGroup, DropdownMenuRadioItem } from '../ui/dropdown-menu'
import { OpenedMenu } from '../ui/opened-menu'
import type { OpenedProps } from '../ui/opener'

const themes = [
  { value: 'light', Icon: SunIcon },
  { value: 'dark', Icon: MoonIcon },
  { value: 'system', Icon: MonitorIcon },
] as const

export function ThemeMenu(opened: OpenedProps) {
  const t = useTranslations('theme')
  const { theme = 'system', setTheme } = useTheme()
  return (
    <OpenedMenu {...opened}>
      <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
        {themes.map(({ value, Icon }) => (
          <DropdownMenuRadioItem key={value} value={value}>
            <Icon aria-hidden />
            {t(value)}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </OpenedMenu>
  )
}
