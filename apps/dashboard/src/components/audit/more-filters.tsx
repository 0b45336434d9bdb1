import { useTranslations } from 'next-intl'
import { fromLocalTime, toLocalTime } from '../../lib/audit/local-time'
import { useHydrated } from '../../lib/use-hydrated'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { KindField } from './choice-fields'
import { FilterText } from './filter-text'
import type { AuditFilterState } from './use-audit-filter'

export function MoreFilters({ state }: { state: AuditFilterState }) {
  return (
    <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <FilterTime name="from" state={state} />
      <FilterTime name="to" state={state} />
      <KindField state={state} />
      <FilterText name="provider" state={state} />
      <FilterText name="key" state={state} />
      <FilterText name="address" state={state} />
      <FilterText name="request" state={state} />
      <FilterText name="text" state={state} />
    </div>
  )
}

function FilterTime({ name, state }: { name: 'from' | 'to'; state: AuditFilterState }) {
  const t = useTranslations('audit.filters')
  // The server does not know the browser's clock.
  const isHydrated = useHydrated()
  return (
    <Field label={t(name)}>
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          value={isHydrated ? toLocalTime(state.params[name]) : ''}
          onChange={(event) => state.choose({ [name]: fromLocalTime(event.target.value) })}
        />
      )}
    </Field>
  )
}
