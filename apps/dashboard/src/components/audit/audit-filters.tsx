import { SlidersHorizontalIcon, XIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { isChosen, quickFilterNames, quickFilters } from '../../lib/audit/quick-filters'
import { cn } from '../../lib/cn'
import { Button } from '../ui/button'
import { ActionField, OutcomeField } from './choice-fields'
import { FilterText } from './filter-text'
import { MoreFilters } from './more-filters'
import type { AuditFilterState } from './use-audit-filter'

const further = ['kind', 'provider', 'address', 'request', 'from', 'to', 'text'] as const

export function AuditFilters({ state }: { state: AuditFilterState }) {
  const t = useTranslations('audit')
  const { params, choose, clear, isFiltered } = state
  const [isOpen, setIsOpen] = useState(further.some((name) => params[name] !== ''))
  const moreId = useId()
  return (
    <section aria-label={t('filters.label')} className="grid gap-3">
      <div role="group" aria-label={t('quick.label')} className="flex flex-wrap gap-1.5">
        {quickFilterNames.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={isChosen(name, params)}
            onClick={() => choose(quickFilters[name])}
            className={cn(
              'h-8 rounded-full border bg-surface px-3 text-[13px] text-ink-soft hover:text-ink',
              'aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-on-ink',
            )}
          >
            {t(`quick.${name}`)}
          </button>
        ))}
      </div>
      <div className="grid items-end gap-3 sm:grid-cols-3 lg:grid-cols-[1fr_1fr_1fr_auto]">
        <FilterText name="who" state={state} placeholder={t('filters.whoHint')} />
        <ActionField state={state} />
        <OutcomeField state={state} />
        <div className="flex flex-wrap gap-2">
          <Button
            variant="ghost"
            aria-expanded={isOpen}
            aria-controls={moreId}
            onClick={() => setIsOpen(!isOpen)}
          >
            <SlidersHorizontalIcon aria-hidden />
            {t(isOpen ? 'filters.fewer' : 'filters.more')}
          </Button>
          {isFiltered ? (
            <Button variant="ghost" onClick={clear}>
              {t('filters.clear')}
            </Button>
          ) : null}
        </div>
      </div>
      <div id={moreId} hidden={!isOpen}>
        {isOpen ? <MoreFilters state={state} /> : null}
      </div>
      {params.key === '' ? null : (
        <button
          type="button"
          onClick={() => choose({ key: '' })}
          aria-label={t('filters.dropKey', { key: params.key })}
          className="flex h-8 max-w-full items-center gap-2 justify-self-start rounded-full border border-accent px-3 text-[13px]"
        >
          <span className="truncate">{t('filters.ofKey', { key: params.key })}</span>
          <XIcon aria-hidden className="size-3.5 shrink-0" />
        </button>
      )}
    </section>
  )
}
