import { useTranslations } from 'next-intl'
import { useMay } from '../shell/role'
import { Checkbox } from './checkbox'
import { useSelectedIds, useSelection } from './selection'

interface SelectAllProps {
  /** How many keys the filter finds. */
  count: number
  onSelectAll(): void
}

/** Ticks all keys that the filter finds, those that were never scrolled to included. */
export function SelectAll({ count, onSelectAll }: SelectAllProps) {
  const t = useTranslations('keys.selection')
  const selection = useSelection()
  const { size } = useSelectedIds()
  const may = useMay()
  if (!may.change) return null
  const isAll = count > 0 && size >= count
  return (
    <label className="flex items-center gap-2">
      <Checkbox
        aria-label={t('all', { count })}
        checked={isAll}
        isPartial={size > 0 && !isAll}
        onChange={({ target }) => (target.checked ? onSelectAll() : selection.clear())}
      />
      <span aria-hidden className="lg:hidden">
        {t('all', { count })}
      </span>
    </label>
  )
}
