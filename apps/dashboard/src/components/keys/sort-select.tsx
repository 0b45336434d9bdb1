import { type KeySort, keySorts } from '@itqan/keys-contract'
import { ArrowDownIcon, ArrowUpIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { Select } from '../ui/input'

interface SortSelectProps {
  sort: KeySort
  onSort(sort: KeySort): void
}

/** On a phone, where no column can be clicked. */
export function SortSelect({ sort, onSort }: SortSelectProps) {
  const t = useTranslations('keys')
  const Arrow = sort.isDescending ? ArrowDownIcon : ArrowUpIcon
  return (
    <div className="flex w-full items-center gap-1 lg:hidden">
      <div className="grow">
        <Select
          aria-label={t('filters.sort')}
          value={sort.by}
          onChange={({ target }) => {
            const by = keySorts.find((one) => one === target.value)
            if (by) onSort({ ...sort, by })
          }}
        >
          {keySorts.map((by) => (
            <option key={by} value={by}>
              {t(`columns.${by === 'lastFailure' ? 'lastError' : by}`)}
            </option>
          ))}
        </Select>
      </div>
      <Button
        variant="outline"
        size="icon"
        aria-label={t(sort.isDescending ? 'filters.descending' : 'filters.ascending')}
        onClick={() => onSort({ ...sort, isDescending: !sort.isDescending })}
      >
        <Arrow aria-hidden />
      </Button>
    </div>
  )
}
