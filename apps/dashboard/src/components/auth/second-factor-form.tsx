'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { type AuthAnswer, postAuth } from '../../lib/auth-api'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'
import { EntryHeading } from './entry-page'

interface SecondFactorFormProps {
  onDone: () => void
  /** Back to the password: a challenge ends after five minutes or five wrong codes. */
  onRestart: () => void
}

const paths = { app: '/two-factor/verify-totp', backup: '/two-factor/verify-backup-code' } as const

export function SecondFactorForm({ onDone, onRestart }: SecondFactorFormProps) {
  const t = useTranslations('signIn')
  const [way, setWay] = useState<keyof typeof paths>('app')
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isApp = way === 'app'

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const typed = String(new FormData(event.currentTarget).get('code'))
    setPending(true)
    setProblem(null)
    const code = isApp ? typed.replaceAll(/\s/g, '') : typed.trim()
    const answer = await postAuth(paths[way], { code })
    if (answer.ok) return onDone()
    setProblem(problemOf(answer))
    setPending(false)
  }

  function problemOf(answer: Extract<AuthAnswer, { ok: false }>): string {
    const { status, code, minutes } = answer
    if (code === 'INVALID_TWO_FACTOR_COOKIE' || code?.startsWith('TOO_MANY')) {
      return t('second.ended')
    }
    if (status === 429) return t('failure.rateLimit', { minutes })
    if (status === 403) return t('failure.disabled')
    if (status >= 400 && status < 500) return t('second.wrong')
    return t(status === 0 ? 'failure.network' : 'failure.server')
  }

  return (
    <>
      <EntryHeading
        title={t('second.title')}
        intro={t(isApp ? 'second.intro' : 'second.backupIntro')}
      />
      <form
        method="post"
        noValidate
        onSubmit={(event) => void submit(event)}
        className="grid gap-4"
      >
        <Field key={way} label={t(isApp ? 'second.code' : 'second.backupCode')}>
          {(control) => (
            <Input
              {...control}
              name="code"
              inputMode={isApp ? 'numeric' : 'text'}
              autoComplete="one-time-code"
              spellCheck={false}
              autoCapitalize="none"
              autoFocus
              required
              dir="ltr"
              className="font-mono tracking-widest"
            />
          )}
        </Field>
        {problem ? <Notice>{problem}</Notice> : null}
        <Button type="submit" aria-busy={pending} size="large" className="mt-1">
          {t('second.submit')}
        </Button>
      </form>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant="ghost"
          onClick={() => {
            setProblem(null)
            setWay(isApp ? 'backup' : 'app')
          }}
        >
          {t(isApp ? 'second.useBackup' : 'second.useCode')}
        </Button>
        <Button variant="ghost" onClick={onRestart}>
          {t('second.restart')}
        </Button>
      </div>
    </>
  )
}
