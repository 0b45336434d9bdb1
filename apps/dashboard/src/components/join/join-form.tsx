'use client'

import {
  emailSchema,
  MAX_PASSWORD_LENGTH,
  newPasswordSchema,
  personNameSchema,
} from '@itqan/keys-contract'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { type AuthAnswer, postAuth } from '../../lib/auth-api'
import { signIn } from '../../lib/sign-in'
import { PasswordInput } from '../auth/password-input'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'
import { PasswordStrengthHint } from './password-strength-hint'

const joinSchema = z.object({
  email: emailSchema,
  name: personNameSchema,
  password: newPasswordSchema,
})

interface JoinFormProps {
  /** Whom the invitation is for; `null` for whoever has the link. */
  email: string | null
  /** Read when it is sent: the token is in no state of the page. */
  tokenOf: () => string
}

export function JoinForm({ email, tokenOf }: JoinFormProps) {
  const t = useTranslations('invitation')
  const [problem, setProblem] = useState<string | null>(null)
  const { control, register, handleSubmit, formState } = useForm({
    resolver: zodResolver(joinSchema),
    defaultValues: { email: email ?? '', name: '', password: '' },
  })
  const { errors, isSubmitting } = formState
  const password = useWatch({ control, name: 'password' })
  const isLong = password.length > MAX_PASSWORD_LENGTH

  const submit = handleSubmit(async (person) => {
    setProblem(null)
    const answer = await postAuth('/invitation/accept', { ...person, token: tokenOf() })
    if (!answer.ok) return setProblem(problemOf(answer))
    const { code } = await signIn({ email: person.email, password: person.password })
    // A full load: the link's token leaves the address bar and the history's last entry with it.
    window.location.replace(code === 'done' ? '/keys' : '/sign-in')
  })

  function problemOf({ status, code, minutes }: Extract<AuthAnswer, { ok: false }>): string {
    if (code === 'EMAIL_TAKEN') return t('failure.emailTaken')
    if (status === 404) return t('goneBody')
    if (status === 429) return t('failure.rateLimit', { minutes })
    if (status === 400) return t('failure.invalid')
    return t(status === 0 ? 'failure.network' : 'failure.server')
  }

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label={t('email')} error={errors.email && t('error.email')}>
        {(field) => (
          <Input
            {...field}
            {...register('email')}
            type="email"
            autoComplete="username"
            readOnly={email !== null}
            autoFocus={email === null}
            dir="ltr"
            className="text-start read-only:bg-sunken"
          />
        )}
      </Field>
      <Field label={t('name')} error={errors.name && t('error.name')}>
        {(field) => <Input {...field} {...register('name')} autoComplete="name" />}
      </Field>
      <Field
        label={t('password')}
        hint={t('passwordHint')}
        error={errors.password && t(isLong ? 'error.long' : 'error.short')}
      >
        {(field) => (
          <PasswordInput {...field} {...register('password')} autoComplete="new-password" />
        )}
      </Field>
      <PasswordStrengthHint password={password} />
      {problem ? <Notice>{problem}</Notice> : null}
      <Button type="submit" aria-busy={isSubmitting} size="large" className="mt-1">
        {isSubmitting ? t('submitting') : t('submit')}
      </Button>
    </form>
  )
}
