import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { addPasskey, type PasskeyFailure } from '../../lib/passkeys'
import { toast } from '../../lib/toast'
import { Button } from '../ui/button'
import { Dialog, DialogContent } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'
import { useRefreshProfile } from './use-profile'

const messages = {
  cancelled: 'passkeyCancelled',
  known: 'passkeyKnown',
  notFresh: 'notFresh',
  refused: 'server',
} as const satisfies Record<PasskeyFailure, string>

export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('profile.passkeys')
  const tFailure = useTranslations('profile.failure')
  const refresh = useRefreshProfile()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    if (!name) return setError(t('nameRequired'))
    setPending(true)
    setError(null)
    setProblem(null)
    const failure = await addPasskey(name)
    setPending(false)
    if (failure) return setProblem(tFailure(messages[failure]))
    toast(t('added', { name }))
    await refresh()
    onClose()
  }

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t('addTitle')} description={t('addIntro')}>
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
          <Field label={t('name')} hint={t('nameHint')} error={error}>
            {(field) => <Input {...field} name="name" maxLength={60} autoFocus required />}
          </Field>
          {problem ? <Notice>{problem}</Notice> : null}
          <DialogActions>
            <Button variant="outline" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" aria-busy={pending}>
              {pending ? t('submitting') : t('submit')}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
