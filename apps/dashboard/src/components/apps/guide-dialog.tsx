import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'
import { Button } from '../ui/button'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog'
import { DialogActions, wideDialogPanel } from '../ui/dialog-frame'

/** What every guide is opened with. */
export interface OpenGuide {
  /** Gets the focus back. */
  opener: HTMLElement
  onClose: () => void
}

interface GuideDialogProps extends OpenGuide {
  title: string
  description: string
  children: ReactNode
}

/** A dialog wide enough for lines to copy. A click beside it would lose the secret: it does not close it. */
export function GuideDialog(props: GuideDialogProps) {
  const { title, description, opener, onClose, children } = props
  const t = useTranslations('apps')
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description={description}
        className={cn(wideDialogPanel, 'max-sm:inset-x-2 max-sm:p-4')}
        returnFocus={() => opener.focus()}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <ol className="grid grid-cols-1 gap-6">{children}</ol>
        <DialogActions>
          <DialogClose asChild>
            <Button variant="outline">{t('close')}</Button>
          </DialogClose>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
