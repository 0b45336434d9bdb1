import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useMay } from '../shell/role'
import { Checkbox } from './checkbox'
import { useIsSelected } from './selection'

interface SelectKeyProps {
  managedKey: ManagedKey
  position: number
  /** `isRange`: from the one ticked before to this one. */
  onSelect(
    at: { id: string; position: number },
    how: { isSelected: boolean; isRange: boolean },
  ): void
}

export function SelectKey({ managedKey: { id, name }, position, onSelect }: SelectKeyProps) {
  const t = useTranslations('keys.selection')
  const isSelected = useIsSelected(id)
  const may = useMay()
  if (!may.change) return null
  return (
    <Checkbox
      aria-label={t('one', { name })}
      checked={isSelected}
      onChange={({ target, nativeEvent }) => {
        const isRange = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey
        onSelect({ id, position }, { isSelected: target.checked, isRange })
      }}
    />
  )
}
