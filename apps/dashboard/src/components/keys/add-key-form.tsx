import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { type CreateKeyErrors, createKeyErrors } from '../../lib/create-key-errors'
import type { Failure } from '../../lib/failure'
import { Button } from '../ui/button'
import { DialogClose } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { AddKeyFields } from './add-key-fields'
import { focusField, readKeyForm } from './key-form'
import { useCreateKey } from './use-create-key'
import { useFailureText } from './use-failure-text'

/** Its fields keep their own values: a key that is typed never enters React's state. */
export function AddKeyForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations('add')
  const failureText = useFailureText()
  const { create, isPending } = useCreateKey()
  const [errors, setErrors] = useState<CreateKeyErrors>({})
  const [failure, setFailure] = useState<Failure | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isPending) return
    const form = event.currentTarget
    const input = readKeyForm(form)
    const found = createKeyErrors(input)
    const failed = Object.keys(found).length === 0 ? await create(input) : null
    if (failed?.kind === 'duplicate') found.key = 'duplicate'
    setErrors(found)
    setFailure(failed?.kind === 'duplicate' ? null : failed)
    if (Object.keys(found).length > 0) focusField(form, found)
    else if (!failed) {
      form.reset()
      onDone()
      toast(t('done', { name: input.name.trim() }))
    }
  }

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <AddKeyFields errors={errors} />
      {failure ? <Notice>{failureText(failure)}</Notice> : null}
      <DialogActions>
        <DialogClose asChild>
          <Button variant="outline">{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" aria-busy={isPending}>
          {isPending ? t('submitting') : t('submit')}
        </Button>
      </DialogActions>
    </form>
  )
}
