'use client'

import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { isConfirmed } from '../../lib/changes/confirmation'
import { providerLabel } from '../../lib/provider-label'
import { AlertDialog, AlertDialogCancel, AlertDialogContent } from '../ui/alert-dialog'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'
import type { ReturnFocus } from '../ui/use-focus-back'

interface DeleteDialogProps {
  /** How many. */
  count: number
  /** The one that it is, when it is one. */
  only: ManagedKey | null
  /** @returns why nothing was deleted; `null` when it was: the dialog then closes. */
  onConfirm: () => Promise<string | null>
  onClose: () => void
  returnFocus?: ReturnFocus
}

/** Deletes once the key's name, or the number of keys, is typed. */
export function DeleteDialog(props: DeleteDialogProps) {
  const { count, only, onConfirm, onClose, returnFocus } = props
  const t = useTranslations('change.remove')
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const expected = only ? only.name : String(count)
  const isRight = isConfirmed(typed, expected)
  const about = {
    count,
    name: only?.name ?? '',
    provider: only ? providerLabel(only.provider) : '',
    maskedKey: only?.maskedKey ?? '',
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!isRight || isPending) return
    setPending(true)
    const said = await onConfirm()
    if (said === null) return onClose()
    setFailure(said)
    setPending(false)
  }

  return (
    <AlertDialog open onOpenChange={() => (isPending ? undefined : onClose())}>
      <AlertDialogContent
        title={t('title', { count })}
        description={t('body', about)}
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          input.current?.focus()
        }}
        returnFocus={returnFocus}
      >
        <form onSubmit={submit} className="grid gap-4">
          <Field label={only ? t('typeName', { name: only.name }) : t('typeNumber', { count })}>
            {(control) => (
              <Input
                {...control}
                ref={input}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                inputMode={only ? 'text' : 'numeric'}
                dir="auto"
              />
            )}
          </Field>
          {failure ? <Notice>{failure}</Notice> : null}
          <DialogActions>
            <AlertDialogCancel asChild>
              <Button variant="outline" disabled={isPending} className="disabled:opacity-60">
                {t('cancel')}
              </Button>
            </AlertDialogCancel>
            <Button
              type="submit"
              variant="danger"
              aria-busy={isPending}
              disabled={!isRight}
              className="disabled:opacity-50"
            >
              {isPending ? t('confirming') : t('confirm')}
            </Button>
          </DialogActions>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  )
}
