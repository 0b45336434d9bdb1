import type { Invited } from '@itqan/keys-contract'
import { CheckIcon, CopyIcon } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'

interface InvitationLinkProps {
  invited: Invited
  onDone: () => void
}

export function InvitationLink({ invited: { token, expiresAt }, onDone }: InvitationLinkProps) {
  const t = useTranslations('people.link')
  const format = useFormatter()
  const [copying, setCopying] = useState<'none' | 'copied' | 'failed'>('none')
  const link = new URL(`/invitation#${token}`, window.location.origin).href
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const date = format.dateTime(expiresAt, { dateStyle: 'long', timeStyle: 'short', timeZone })

  async function copy() {
    const isCopied = await window.navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    )
    setCopying(isCopied ? 'copied' : 'failed')
  }

  return (
    <div className="grid gap-4">
      <Field label={t('label')} hint={t('expires', { date })}>
        {(field) => (
          <Input
            {...field}
            readOnly
            dir="ltr"
            value={link}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-[13px]!"
          />
        )}
      </Field>
      {copying === 'failed' ? <Notice>{t('copyFailed')}</Notice> : null}
      <DialogActions>
        <Button variant="outline" onClick={() => void copy()}>
          {copying === 'copied' ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
          <span aria-live="polite">{copying === 'copied' ? t('copied') : t('copy')}</span>
        </Button>
        <Button onClick={onDone}>{t('done')}</Button>
      </DialogActions>
    </div>
  )
}
