import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { type CreateKeyErrors, createKeyErrors } from '../../lib/create-key-errors'
import type { Failure } from '../../lib/failure'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { Button } from '../ui/button'
import { DialogClose } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { AddKeyFields } from './add-key-fields'
import { focusField, readKeyForm } from './key-form'
import type { CreateKey } from './use-create-key'
import { useFailureText } from './use-failure-text'

interface AddKeyFormProps extends CreateKey {
  onDone: () => void
}

/** Its fields keep their own values: a key that is typed never enters React's state. */
export function AddKeyForm({ create, isPending, onDone }: AddKeyFormProps) {
  const t = useTranslations('add')
  const failureText = useFailureText()
  const once = useOneAtATime()
  const [errors, setErrors] = useState<CreateKeyErrors>({})
  const [failure, setFailure] = useState<Failure | null>(null)

  async function submit(form: HTMLFormElement) {
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

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    void once(() => submit(form))
  }

  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid gap-4">
      <AddKeyFields errors={errors} />
      {failure ? <Notice>{failureText(failure)}</Notice> : null}
      <DialogActions>
        <DialogClose asChild>
          <Button variant="outline" disabled={isPending} className="disabled:opacity-60">
            {t('cancel')}
          </Button>
        </DialogClose>
        <Button type="submit" aria-busy={isPending}>
          {isPending ? t('submitting') : t('submit')}
        </Button>
      </DialogActions>
    </form>
  )
}
