'use client'

import type { KeyTest, ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { providerLabel } from '../../lib/provider-label'
import { Button } from '../ui/button'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import type { ReturnFocus } from '../ui/use-focus-back'
import { TestAnswer } from './test-answer'
import { useChangeFailure } from './use-change-failure'
import type { KeyVerbs } from './use-key-verbs'

interface TestDialogProps {
  target: ManagedKey
  verbs: KeyVerbs
  onClose: () => void
  returnFocus: ReturnFocus
}

type Asked = { answer: KeyTest } | { failure: string } | null

/** Asks the provider at once, and says what it answered, what that means and what to do. */
export function TestDialog({ target, verbs, onClose, returnFocus }: TestDialogProps) {
  const t = useTranslations('change.test')
  const failureText = useChangeFailure()
  const [asked, setAsked] = useState<Asked>(null)
  const [round, setRound] = useState(0)
  const { calls } = verbs
  useEffect(() => {
    let isCurrent = true
    const show = (next: Asked) => (isCurrent ? setAsked(next) : undefined)
    calls.test(target.id).then(
      (answer) => show({ answer }),
      (error: unknown) => show({ failure: failureText(error) }),
    )
    return () => {
      isCurrent = false
    }
  }, [calls, target.id, round, failureText])
  const again = () => {
    setAsked(null)
    setRound(round + 1)
  }
  const act = (verb: () => void) => () => {
    verb()
    onClose()
  }
  const isFine = asked !== null && 'answer' in asked && asked.answer.outcome === 'ok'
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={t('title')}
        description={t('about', { name: target.name, provider: providerLabel(target.provider) })}
        returnFocus={returnFocus}
      >
        <div role="status" aria-live="polite" aria-busy={asked === null}>
          {asked === null ? (
            <div className="grid gap-2">
              <p className="text-ink-soft">{t('asking')}</p>
              <Skeleton className="h-16" />
            </div>
          ) : null}
          {asked && 'answer' in asked ? <TestAnswer answer={asked.answer} /> : null}
          {asked && 'failure' in asked ? <Notice>{asked.failure}</Notice> : null}
        </div>
        <DialogActions>
          <DialogClose asChild>
            <Button variant="outline">{t('close')}</Button>
          </DialogClose>
          <Button
            variant="outline"
            disabled={asked === null}
            onClick={again}
            className="disabled:opacity-60"
          >
            {t('again')}
          </Button>
          {isFine && target.rests.length > 0 ? (
            <Button onClick={act(() => verbs.clearCooldowns(target))}>{t('clear')}</Button>
          ) : null}
          {isFine && !target.isActive ? (
            <Button onClick={act(() => verbs.setActive(target, true))}>{t('switchOn')}</Button>
          ) : null}
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
