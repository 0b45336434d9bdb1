'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import type { KeyChanges, ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import {
  changesOf,
  editSchemaFor,
  type EditValues,
  editValuesOf,
} from '../../lib/changes/edit-values'
import { providerLabel } from '../../lib/provider-label'
import { Button } from '../ui/button'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import type { ReturnFocus } from '../ui/use-focus-back'
import { EditFields } from './edit-fields'

interface EditDialogProps {
  /** How many. */
  count: number
  /** The one that it is, when it is one. */
  only: ManagedKey | null
  /** @returns why nothing was changed; `null` when it was: the dialog then closes. */
  onSave: (changes: KeyChanges) => Promise<string | null>
  onClose: () => void
  returnFocus?: ReturnFocus
}

/** Changes what one key, or many, are told apart and chosen by. */
export function EditDialog({ count, only, onSave, onClose, returnFocus }: EditDialogProps) {
  const t = useTranslations('change.edit')
  // As it was when the form was opened: what is told live must not change what was typed.
  const [before] = useState(only)
  const [failure, setFailure] = useState<string | null>(null)
  const form = useForm<EditValues>({
    resolver: zodResolver(editSchemaFor(before !== null)),
    defaultValues: editValuesOf(before),
  })
  const { isSubmitting } = form.formState

  async function save(values: EditValues) {
    const changes = changesOf(values, before)
    if (Object.keys(changes).length === 0) return onClose()
    const said = await onSave(changes)
    if (said === null) onClose()
    else setFailure(said)
  }

  const name = before?.name ?? ''
  const provider = before ? providerLabel(before.provider) : ''
  return (
    <Dialog open onOpenChange={() => (isSubmitting ? undefined : onClose())}>
      <DialogContent
        title={t('title', { count })}
        description={t('intro', { count: before ? 1 : 2, name, provider })}
        returnFocus={returnFocus}
      >
        <form
          noValidate
          onSubmit={(event) => void form.handleSubmit(save)(event)}
          className="grid gap-4"
        >
          <EditFields form={form} isOne={before !== null} />
          {failure ? <Notice>{failure}</Notice> : null}
          <DialogActions>
            <DialogClose asChild>
              <Button variant="outline" disabled={isSubmitting} className="disabled:opacity-60">
                {t('cancel')}
              </Button>
            </DialogClose>
            <Button type="submit" aria-busy={isSubmitting}>
              {isSubmitting ? t('saving') : t('save')}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
