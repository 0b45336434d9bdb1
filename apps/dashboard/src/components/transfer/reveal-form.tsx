import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import type { RevealFailure } from '../../lib/reveal/reveal-failure'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { PasswordInput } from '../auth/password-input'
import { useFailureText } from '../shell/use-failure-text'
import { Button } from '../ui/button'
import { DialogClose } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import type { Reveal } from './use-reveal'

interface RevealFormProps {
  asking: Extract<Reveal, { step: 'ask' }>
  onShow: (password?: string) => Promise<void>
}

/** Its field keeps its own value: a password that is typed never enters React's state. */
export function RevealForm({ asking, onShow }: RevealFormProps) {
  const t = useTranslations('reveal')
  const once = useOneAtATime()
  const { needsPassword, isPending, failure } = asking
  const noticeText = useNoticeText()
  const notice = failure && noticeText(failure)

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    void once(() => onShow(typeof password === 'string' ? password : undefined))
  }

  return (
    <form method="post" onSubmit={onSubmit} className="grid gap-4">
      <p className="text-pretty text-ink-soft">{t('warning')}</p>
      {needsPassword ? (
        <Field
          label={t('password')}
          hint={t('passwordHint')}
          error={failure?.kind === 'wrongPassword' ? t('wrongPassword') : undefined}
        >
          {(control) => <PasswordInput {...control} autoFocus />}
        </Field>
      ) : null}
      {notice ? <Notice>{notice}</Notice> : null}
      <DialogActions>
        <DialogClose asChild>
          <Button variant="outline">{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" aria-busy={isPending}>
          {isPending ? t('showing') : t('show')}
        </Button>
      </DialogActions>
    </form>
  )
}

/** What no field of the form says. */
function useNoticeText(): (failure: RevealFailure) => string | null {
  const t = useTranslations('reveal')
  const failureText = useFailureText()
  return (failure) => {
    if (failure.kind === 'tooMany') return t('tooMany', { minutes: failure.minutes })
    return failure.kind === 'other' ? failureText(failure.failure) : null
  }
}
