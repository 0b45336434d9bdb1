import { useTranslations } from 'next-intl'
import { DropdownMenuItem } from '../ui/dropdown-menu'
import { OpenedMenu } from '../ui/opened-menu'
import type { OpenedProps } from '../ui/opener'
import { useExport } from './use-export'

export function ExportFormats(opened: OpenedProps) {
  const t = useTranslations('export')
  const run = useExport()
  return (
    <OpenedMenu {...opened}>
      <p className="px-2.5 py-1.5 text-[13px] text-ink-soft">{t('hint')}</p>
      <DropdownMenuItem onSelect={() => run('csv')}>{t('csv')}</DropdownMenuItem>
      <DropdownMenuItem onSelect={() => run('json')}>{t('json')}</DropdownMenuItem>
    </OpenedMenu>
  )
}
