import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { providerLabel } from '../../lib/provider-label'
import { AlertDialog, AlertDialogCancel, AlertDialogContent } from '../ui/alert-dialog'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { focusAfterDelete } from './element-ids'
import { useFailureText } from './use-failure-text'
import { useRemoveKey } from './use-remove-key'

interface DeleteKeyDialogProps {
  target: ManagedKey | null
  onClose: () => void
}

export function DeleteKeyDialog({ target, onClose }: DeleteKeyDialogProps) {
  const t = useTranslations('remove')
  const failureText = useFailureText()
  const { remove, failure, forget, isPending } = useRemoveKey(onClose)
  const close = () => {
    // Its end would close the dialog of the next key.
    if (isPending) return
    forget()
    onClose()
  }
  // Kept while the dialog fades out, so that its text does not empty first.
  const [shown, setShown] = useState(target)
  if (target && target !== shown) setShown(target)
  if (!shown) return null
  const { id, name, maskedKey } = shown
  const provider = providerLabel(shown.provider)
  return (
    <AlertDialog open={target !== null} onOpenChange={close}>
      <AlertDialogContent
        title={t('title')}
        description={t('body', { name, provider, maskedKey })}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          focusAfterDelete(id)
        }}
      >
        {failure ? <Notice>{failureText(failure)}</Notice> : null}
        <DialogActions>
          <AlertDialogCancel asChild>
            <Button variant="outline" disabled={isPending} className="disabled:opacity-60">
              {t('cancel')}
            </Button>
          </AlertDialogCancel>
          <Button
            variant="danger"
            aria-busy={isPending}
            onClick={() => (target ? remove(target) : undefined)}
          >
            {isPending ? t('confirming') : t('confirm')}
          </Button>
        </DialogActions>
      </AlertDialogContent>
    </AlertDialog>
  )
}
