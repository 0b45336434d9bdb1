import type { UsageChoices } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import type { UsageView } from '../../lib/usage/drill-down'
import { Button } from '../ui/button'
import { Select } from '../ui/input'
import { useNames } from './use-names'

type Filter = 'provider' | 'key' | 'app' | 'model'

interface UsageFiltersProps {
  view: UsageView
  choices: UsageChoices | undefined
  onChange: (changed: Partial<UsageView>) => void
}

const none = { provider: null, key: null, app: null, model: null } as const

export function UsageFilters({ view, choices, onChange }: UsageFiltersProps) {
  const t = useTranslations('usage')
  const names = useNames()
  const keys = choices?.keys.filter((key) => !view.provider || key.provider === view.provider)
  const filters: { name: Filter; ids: string[] | undefined; label: (id: string) => string }[] = [
    { name: 'provider', ids: choices?.providers, label: names.provider },
    { name: 'key', ids: keys?.map(({ id }) => id), label: (id) => names.keyLabel(id, choices) },
    { name: 'app', ids: choices?.apps, label: names.app },
    { name: 'model', ids: choices?.models, label: names.model },
  ]
  const isFiltered = filters.some(({ name }) => view[name] !== null)
  return (
    <div className="mt-4 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      {filters.map(({ name, ids, label }) => (
        <FilterSelect
          key={name}
          label={t(`by.${name}`)}
          value={view[name]}
          options={withChosen(ids ?? [], view[name]).map((id) => ({ id, label: label(id) }))}
          onChange={(id) => onChange({ [name]: id })}
        />
      ))}
      {isFiltered ? (
        <Button variant="ghost" onClick={() => onChange(none)}>
          {t('clearFilters')}
        </Button>
      ) : null}
    </div>
  )
}

/** A filter from a link may be older than what there is to choose from. */
function withChosen(ids: readonly string[], chosen: string | null): readonly string[] {
  return chosen === null || ids.includes(chosen) ? ids : [chosen, ...ids]
}

interface FilterSelectProps {
  label: string
  value: string | null
  options: { id: string; label: string }[]
  onChange: (id: string | null) => void
}

/** Not even an empty name is taken for "all". */
const ALL = '*'

function FilterSelect({ label, value, options, onChange }: FilterSelectProps) {
  const t = useTranslations('usage')
  const id = useId()
  return (
    <div className="min-w-0 sm:w-44">
      <label htmlFor={id} className="mb-1 block text-xs text-ink-soft">
        {label}
      </label>
      <Select
        id={id}
        value={value === null ? ALL : `=${value}`}
        onChange={({ target }) => onChange(target.value === ALL ? null : target.value.slice(1))}
      >
        <option value={ALL}>{t('all')}</option>
        {options.map((option) => (
          <option key={option.id} value={`=${option.id}`}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  )
}
