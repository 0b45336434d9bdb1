import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { type CreateKeyErrors, createKeyErrors } from '../../lib/create-key-errors'
import type { Failure } from '../../lib/failure'
import { toast } from '../../lib/toast'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { Button } from '../ui/button'
import { DialogClose } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { AddKeyFields } from './add-key-fields'
import { focusField, readKeyForm } from './key-form'
import type { CreateKey } from './use-create-key'
import { useFailureText } from '../shell/use-failure-text'
import { useOfferTest } from './use-offer-test'

interface AddKeyFormProps extends CreateKey {
  onDone: () => void
}

/** Its fields keep their own values: a key that is typed never enters React's state. */
export function AddKeyForm({ create, isPending, onDone }: AddKeyFormProps) {
  const t = useTranslations('add')
  const failureText = useFailureText()
  const offerTest = useOfferTest()
  const once = useOneAtATime()
  const [errors, setErrors] = useState<CreateKeyErrors>({})
  const [failure, setFailure] = useState<Failure | null>(null)

  async function submit(form: HTMLFormElement) {
    const input = readKeyForm(form)
    const found = createKeyErrors(input)
    const answer = Object.keys(found).length === 0 ? await create(input) : null
    const failed = answer && 'kind' in answer ? answer : null
    if (failed?.kind === 'duplicate') found.key = 'duplicate'
    setErrors(found)
    setFailure(failed?.kind === 'duplicate' ? null : failed)
    if (Object.keys(found).length > 0) focusField(form, found)
    else if (answer && 'id' in answer) {
      form.reset()
      onDone()
      const name = input.name.trim()
      const action = offerTest({ id: answer.id, name })
      toast(t('done', { name }), { action })
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
