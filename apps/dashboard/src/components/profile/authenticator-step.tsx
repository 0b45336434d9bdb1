import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { encode } from 'uqr'
import { postAuth } from '../../lib/auth-api'
import { groupsOfFour, qrPath, secretIn } from '../../lib/totp-uri'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'
import { useRefusalText } from './use-profile'

interface AuthenticatorStepProps {
  /** `otpauth://…`, with the secret in it. */
  uri: string
  onDone: () => void
  onCancel: () => void
}

/** The second factor is on with the first code that is right, and not before. */
export function AuthenticatorStep({ uri, onDone, onCancel }: AuthenticatorStepProps) {
  const t = useTranslations('profile.twoFactor')
  const refusalText = useRefusalText()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { data: modules, size } = encode(uri, { border: 2 })

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const code = String(new FormData(event.currentTarget).get('code')).replaceAll(/\s/g, '')
    setPending(true)
    setProblem(null)
    const answer = await postAuth('/two-factor/verify-totp', { code })
    setPending(false)
    if (answer.ok) return onDone()
    setProblem(refusalText(answer.status === 400 ? { ...answer, code: 'INVALID_CODE' } : answer))
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <svg
        role="img"
        aria-label={t('qr')}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="mx-auto size-48 rounded-lg bg-white"
      >
        <path d={qrPath(modules)} className="fill-black" />
      </svg>
      <div className="grid gap-1">
        <p className="text-[13px] text-ink-soft">{t('manual')}</p>
        <code dir="ltr" className="font-mono text-[13px] wrap-anywhere select-all">
          {groupsOfFour(secretIn(uri))}
        </code>
      </div>
      <Field label={t('code')}>
        {(field) => (
          <Input
            {...field}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            required
            dir="ltr"
            className="font-mono tracking-widest"
          />
        )}
      </Field>
      {problem ? <Notice>{problem}</Notice> : null}
      <DialogActions>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" aria-busy={pending}>
          {pending ? t('working') : t('verify')}
        </Button>
      </DialogActions>
    </form>
  )
}
