'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'

/** A key that something could not be done to, and why. */
export interface BulkFailure {
  id: string
  /** `null` for one that has not been on the screen. */
  name: string | null
  reason: string
}

/** More than this nobody reads. */
const MOST_LISTED = 100

/** Which keys did not follow, and why. */
export function BulkFailures({
  failures,
  onClose,
}: {
  failures: readonly BulkFailure[]
  onClose: () => void
}) {
  const t = useTranslations('change.bulk')
  const listed = failures.slice(0, MOST_LISTED)
  const others = failures.length - listed.length
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={t('failedTitle', { count: failures.length })}
        description={t('failedIntro')}
      >
        <ul
          // Scrolls, and so must be reached by the keyboard.
          tabIndex={0}
          aria-label={t('failedTitle', { count: failures.length })}
          className="grid max-h-80 gap-2 overflow-y-auto rounded-md border p-3 text-sm"
        >
          {listed.map(({ id, name, reason }) => (
            <li key={id} className="grid gap-0.5 wrap-anywhere">
              {name === null ? (
                <bdi dir="ltr" className="font-mono text-[13px]">
                  {id}
                </bdi>
              ) : (
                <bdi className="font-medium">{name}</bdi>
              )}
              <span className="text-ink-soft">{reason}</span>
            </li>
          ))}
          {others > 0 ? <li className="text-ink-soft">{t('andMore', { count: others })}</li> : null}
        </ul>
        <DialogActions>
          <DialogClose asChild>
            <Button variant="outline">{t('close')}</Button>
          </DialogClose>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
