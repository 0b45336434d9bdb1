import { useTranslations } from 'next-intl'
import { cn } from '../../lib/cn'
import type { PreviewRow } from '../../lib/import/preview'
import { providerLabel } from '../../lib/provider-label'
import { useRowText } from './use-row-text'

interface ImportRowProps {
  row: PreviewRow
  isEntries: boolean
}

export function ImportRow({ row, isEntries }: ImportRowProps) {
  const t = useTranslations('import')
  const rowText = useRowText()
  const isBad = row.kind === 'malformed'
  return (
    <div className="grid h-full grid-cols-[2.75rem_minmax(0,3fr)_minmax(0,2fr)] sm:grid-cols-[3.5rem_minmax(0,1fr)_minmax(0,1fr)] items-center gap-x-3 px-3">
      <span role="cell" className="text-ink-soft">
        <span className="sr-only">{t(isEntries ? 'entry' : 'line')} </span>
        {row.at}
      </span>
      <span role="cell" className="grid min-w-0">
        <span className="truncate">
          <bdi>{isBad ? t('kinds.malformed', { count: 1 }) : row.name}</bdi>
        </span>
        <span className="flex min-w-0 gap-2 text-[13px] text-ink-soft">
          <bdi dir="ltr" className="shrink-0 font-mono">
            {row.maskedKey || '—'}
          </bdi>
          {isBad ? null : <span className="truncate">{providerLabel(row.provider)}</span>}
        </span>
      </span>
      <span
        role="cell"
        className={cn(
          'line-clamp-2 text-[13px]',
          row.kind === 'new' && 'text-accent',
          row.kind === 'duplicate' && 'text-ink-soft',
          isBad && 'text-danger',
        )}
      >
        {rowText(row)}
      </span>
    </div>
  )
}
