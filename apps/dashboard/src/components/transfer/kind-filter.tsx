import { useTranslations } from 'next-intl'
import { cn } from '../../lib/cn'
import { type PreviewKind, previewKinds } from '../../lib/import/preview'
import { Count } from '../keys/count'

interface KindFilterProps {
  counts: Record<PreviewKind, number>
  all: number
  /** `null` for all. */
  kind: PreviewKind | null
  onChange: (kind: PreviewKind | null) => void
}

/** How many there are of each kind; pressed, those alone are shown. */
export function KindFilter({ counts, all, kind, onChange }: KindFilterProps) {
  const t = useTranslations('import')
  const choices = [
    { kind: null, count: all },
    ...previewKinds.map((one) => ({ kind: one, count: counts[one] })),
  ]
  return (
    <div role="group" aria-label={t('show')} className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      {choices.map((choice) => (
        <button
          key={choice.kind ?? 'all'}
          type="button"
          aria-pressed={choice.kind === kind}
          onClick={() => onChange(choice.kind)}
          className="grid gap-0.5 rounded-md border bg-surface px-3 py-2 text-start hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-sunken"
        >
          <span className="text-[13px] text-ink-soft">
            {t(`kinds.${choice.kind ?? 'all'}`, { count: choice.count })}
          </span>
          <span
            data-kind={choice.kind ?? 'all'}
            className={cn(
              'text-lg font-semibold',
              choice.kind === 'malformed' && choice.count > 0 && 'text-danger',
            )}
          >
            <Count value={choice.count} />
          </span>
        </button>
      ))}
    </div>
  )
}
