import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import type { BulkProgress } from './use-bulk-run'

/** How far something is that is done to many keys, and a way to stop it. */
export function BulkProgressBar({ kind, done, total, stop }: BulkProgress) {
  const t = useTranslations('change.bulk')
  const label = t(`running.${kind}`)
  return (
    <div className="flex w-full flex-wrap items-center gap-3">
      <p role="status" className="font-medium">
        {label}
      </p>
      <progress
        aria-label={label}
        value={done}
        max={total}
        className="h-2 min-w-32 flex-1 appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
      <span className="text-sm text-ink-soft tabular-nums">{t('progress', { done, total })}</span>
      <Button variant="outline" onClick={stop}>
        {t('cancel')}
      </Button>
    </div>
  )
}
