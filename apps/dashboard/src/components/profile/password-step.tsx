import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { postAuth } from '../../lib/auth-api'
import { PasswordInput } from '../auth/password-input'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { useRefusalText } from './use-profile'

interface PasswordStepProps {
  /** What is asked with the password. */
  path: string
  onDone: (data: unknown) => void
  onCancel: () => void
}

export function PasswordStep({ path, onDone, onCancel }: PasswordStepProps) {
  const t = useTranslations('profile.twoFactor')
  const refusalText = useRefusalText()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const password = String(new FormData(event.currentTarget).get('password'))
    setPending(true)
    setProblem(null)
    const answer = await postAuth(path, { password })
    setPending(false)
    if (answer.ok) return onDone(answer.data)
    setProblem(refusalText(answer))
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label={t('password')}>
        {(field) => <PasswordInput {...field} autoFocus autoComplete="current-password" />}
      </Field>
      {problem ? <Notice>{problem}</Notice> : null}
      <DialogActions>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" aria-busy={pending}>
          {pending ? t('working') : t('continue')}
        </Button>
      </DialogActions>
    </form>
  )
}
