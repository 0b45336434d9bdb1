import { zodResolver } from '@hookform/resolvers/zod'
import { MAX_PASSWORD_LENGTH, newPasswordSchema } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { postAuth } from '../../lib/auth-api'
import { toast } from '../../lib/toast'
import { useHydrated } from '../../lib/use-hydrated'
import { PasswordInput } from '../auth/password-input'
import { PasswordStrengthHint } from '../join/password-strength-hint'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { Section } from './section'
import { useRefreshProfile, useRefusalText } from './use-profile'

const passwordSchema = z
  .object({
    currentPassword: z.string().min(1).max(MAX_PASSWORD_LENGTH),
    newPassword: newPasswordSchema,
  })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ['newPassword'],
    params: { isSame: true },
  })

const empty = { currentPassword: '', newPassword: '' }

export function PasswordSection({ email }: { email: string }) {
  const t = useTranslations()
  const hydrated = useHydrated()
  const refusalText = useRefusalText()
  const refresh = useRefreshProfile()
  const [problem, setProblem] = useState<string | null>(null)
  const { control, register, handleSubmit, reset, formState } = useForm({
    resolver: zodResolver(passwordSchema),
    defaultValues: empty,
  })
  const { errors, isSubmitting } = formState
  const next = useWatch({ control, name: 'newPassword' })

  const submit = handleSubmit(async (passwords) => {
    setProblem(null)
    const answer = await postAuth('/change-password', passwords)
    if (!answer.ok) return setProblem(refusalText(answer))
    reset(empty)
    toast(t('profile.password.done'))
    await refresh()
  })

  function nextError(): string | undefined {
    if (!errors.newPassword) return undefined
    if (errors.newPassword.type === 'custom') return t('profile.password.same')
    const isLong = next.length > MAX_PASSWORD_LENGTH
    return t(isLong ? 'invitation.error.long' : 'invitation.error.short')
  }

  return (
    <Section title={t('profile.password.title')} intro={t('profile.password.intro')}>
      <form
        method="post"
        noValidate
        onSubmit={(event) => void submit(event)}
        className="grid max-w-sm gap-4"
      >
        {/* A password manager keeps the new one under this name. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field
          label={t('profile.password.current')}
          error={errors.currentPassword && t('profile.password.required')}
        >
          {(field) => (
            <PasswordInput
              {...field}
              {...register('currentPassword')}
              autoComplete="current-password"
            />
          )}
        </Field>
        <Field
          label={t('profile.password.next')}
          hint={t('invitation.passwordHint')}
          error={nextError()}
        >
          {(field) => (
            <PasswordInput {...field} {...register('newPassword')} autoComplete="new-password" />
          )}
        </Field>
        <PasswordStrengthHint password={next} />
        {problem ? <Notice>{problem}</Notice> : null}
        <Button
          type="submit"
          disabled={!hydrated}
          aria-busy={isSubmitting}
          className="justify-self-start"
        >
          {isSubmitting ? t('profile.password.submitting') : t('profile.password.submit')}
        </Button>
      </form>
    </Section>
  )
}
