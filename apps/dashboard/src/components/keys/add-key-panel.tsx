import { useTranslations } from 'next-intl'
import { Dialog, DialogContent } from '../ui/dialog'
import { AddKeyForm } from './add-key-form'
import { ADD_KEY_ID } from './element-ids'
import { useCreateKey } from './use-create-key'

/** Mount it while it is open: closed, it is gone, and what was typed with it. */
export function AddKeyPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations('add')
  const { create, isPending } = useCreateKey()
  return (
    // Not closed while it saves: the end of that would close the form of the next key.
    <Dialog open onOpenChange={() => isPending || onClose()}>
      <DialogContent
        title={t('title')}
        description={t('intro')}
        returnFocus={() => document.getElementById(ADD_KEY_ID)?.focus()}
      >
        <AddKeyForm create={create} isPending={isPending} onDone={onClose} />
      </DialogContent>
    </Dialog>
  )
}
