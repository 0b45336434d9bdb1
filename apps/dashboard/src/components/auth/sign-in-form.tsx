'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { signIn } from '../../lib/sign-in'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'
import { PasswordInput } from './password-input'

interface SignInFormProps {
  onDone: () => void
  /** The password was right, and a code is wanted now. */
  onSecondFactor: () => void
}

export function SignInForm({ onDone, onSecondFactor }: SignInFormProps) {
  const t = useTranslations('signIn')
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const form = new FormData(event.currentTarget)
    const email = String(form.get('email')).trim()
    const password = String(form.get('password'))
    if (!email || !password) return setProblem(t('missing'))
    setPending(true)
    setProblem(null)
    const result = await signIn({ email, password })
    if (result.code === 'done') return onDone()
    if (result.code === 'secondFactor') return onSecondFactor()
    setProblem(
      result.code === 'rateLimit'
        ? t('failure.rateLimit', { minutes: result.minutes })
        : t(`failure.${result.code}`),
    )
    setPending(false)
  }

  // `post`: sent before the script is there, a password must not end in the address bar.
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label={t('email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            autoFocus
            required
          />
        )}
      </Field>
      <Field label={t('password')}>{(control) => <PasswordInput {...control} />}</Field>
      {problem ? <Notice>{problem}</Notice> : null}
      <Button type="submit" disabled={!hydrated} aria-busy={pending} size="large" className="mt-1">
        {pending ? t('submitting') : t('submit')}
      </Button>
    </form>
  )
}
