import { keyStatuses, type KeySummary, type KeyStatus } from '@itqan/keys-contract'
import { SearchIcon, XIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { TableParams } from '../../lib/keys-table/table-params'
import { cn } from '../../lib/cn'
import { Button } from '../ui/button'
import { Input } from '../ui/input'
import { Count } from './count'
import { ProviderFilter } from './provider-filter'
import { SortSelect } from './sort-select'
import { StatusIcon } from './status-icon'

interface KeyFiltersProps {
  params: TableParams
  setParams(changed: Partial<TableParams>): void
  summary: KeySummary
}

/** Which keys are looked at: by text, by provider, by state. */
export function KeyFilters({ params, setParams, summary }: KeyFiltersProps) {
  const t = useTranslations('keys.filters')
  const { q, provider, status } = params
  const isFiltered = q !== '' || provider.length > 0 || status.length > 0
  return (
    <div role="search" aria-label={t('label')} className="mt-5 flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-64">
        <SearchIcon
          aria-hidden
          className="pointer-events-none absolute inset-s-3 top-1/2 size-4 -translate-y-1/2 text-ink-soft"
        />
        <Input
          type="search"
          value={q}
          aria-label={t('text')}
          placeholder={t('text')}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="ps-9"
          onChange={({ target }) => setParams({ q: target.value })}
        />
      </div>
      <ProviderFilter
        providers={summary.map((counts) => counts.provider)}
        chosen={provider}
        onChange={(next) => setParams({ provider: next })}
      />
      <div role="group" aria-label={t('status')} className="flex flex-wrap gap-1.5">
        {keyStatuses.map((one) => (
          <StatusToggle
            key={one}
            status={one}
            count={summary.reduce((sum, { byStatus }) => sum + byStatus[one], 0)}
            isChosen={status.includes(one)}
            onToggle={() => setParams({ status: toggled(status, one) })}
          />
        ))}
      </div>
      <SortSelect sort={params.sort} onSort={(sort) => setParams({ sort })} />
      {isFiltered ? (
        <Button variant="ghost" onClick={() => setParams({ q: '', provider: [], status: [] })}>
          <XIcon aria-hidden />
          {t('clear')}
        </Button>
      ) : null}
    </div>
  )
}

/** In one order always, so that the same choice has the same address. */
function toggled(chosen: readonly KeyStatus[], one: KeyStatus): KeyStatus[] {
  return keyStatuses.filter((status) => chosen.includes(status) !== (status === one))
}

interface StatusToggleProps {
  status: KeyStatus
  count: number
  isChosen: boolean
  onToggle(): void
}

function StatusToggle({ status, count, isChosen, onToggle }: StatusToggleProps) {
  const t = useTranslations('keys')
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onToggle}
      className={cn(
        'inline-flex h-9 items-center gap-1.5 rounded-full border px-3 text-[13px] hover:bg-sunken',
        isChosen ? 'border-accent bg-sunken font-medium' : 'text-ink-soft',
      )}
    >
      <StatusIcon status={status} isSmall />
      {t(`status.${status}`)}
      <span className="text-ink">
        <Count value={count} />
      </span>
    </button>
  )
}
