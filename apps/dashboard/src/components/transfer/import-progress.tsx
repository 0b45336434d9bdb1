import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { ProgressBar } from './progress-bar'

interface ImportProgressProps {
  label: string
  /** In keys. */
  done: number
  total: number
  onStop: () => void
}

export function ImportProgress({ label, done, total, onStop }: ImportProgressProps) {
  const t = useTranslations('import')
  return (
    <div className="grid gap-5">
      <div className="grid gap-2">
        <div className="flex items-baseline justify-between gap-4">
          <p role="status">{label}</p>
          <p className="text-ink-soft">{t('progress', { done, total })}</p>
        </div>
        <ProgressBar label={label} value={done} max={total} />
      </div>
      <DialogActions>
        <Button variant="outline" onClick={onStop}>
          {t('stop')}
        </Button>
      </DialogActions>
    </div>
  )
}
