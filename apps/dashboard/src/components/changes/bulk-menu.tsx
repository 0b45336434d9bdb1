import { PlugZapIcon, RotateCcwIcon, TimerResetIcon, Trash2Icon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { DropdownMenuItem } from '../ui/dropdown-menu'
import { OpenedMenu } from '../ui/opened-menu'
import type { OpenedProps } from '../ui/opener'
import type { BulkActionsProps } from './bulk-actions'

/** The verbs for many keys that are not in a hurry. */
export function BulkMenu({ ids, bulk, onDialog, ...opened }: BulkActionsProps & OpenedProps) {
  const t = useTranslations('change.bulk')
  return (
    <OpenedMenu {...opened}>
      <DropdownMenuItem onSelect={() => void bulk.test(ids)}>
        <PlugZapIcon aria-hidden />
        {t('test')}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void bulk.clearCooldowns(ids)}>
        <TimerResetIcon aria-hidden />
        {t('clear')}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void bulk.resetErrors(ids)}>
        <RotateCcwIcon aria-hidden />
        {t('reset')}
      </DropdownMenuItem>
      <DropdownMenuItem danger onSelect={() => onDialog('remove')}>
        <Trash2Icon aria-hidden />
        {t('remove')}
      </DropdownMenuItem>
    </OpenedMenu>
  )
}
