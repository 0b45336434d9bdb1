'use client'

import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { providerLabel } from '../../lib/provider-label'
import { Button } from '../ui/button'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import type { ReturnFocus } from '../ui/use-focus-back'
import { RevealForm } from './reveal-form'
import { ShownKey } from './shown-key'
import { useReveal } from './use-reveal'

interface RevealDialogProps {
  target: Pick<ManagedKey, 'id' | 'name' | 'provider' | 'maskedKey'>
  onClose: () => void
  returnFocus: ReturnFocus
}

/** Shows one key for a while. Mount it while it is open, with the key's id as its React key. */
export function RevealDialog({ target, onClose, returnFocus }: RevealDialogProps) {
  const t = useTranslations('reveal')
  const { reveal, show } = useReveal(target.id)
  const { name, provider, maskedKey } = target
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={t('title')}
        description={t.rich('about', {
          name,
          provider: providerLabel(provider),
          masked: () => (
            <bdi dir="ltr" className="font-mono text-[13px]">
              {maskedKey}
            </bdi>
          ),
        })}
        returnFocus={returnFocus}
      >
        {reveal.step === 'ask' ? <RevealForm asking={reveal} onShow={show} /> : null}
        {reveal.step === 'shown' ? <ShownKey secret={reveal.key} until={reveal.until} /> : null}
        {reveal.step === 'hidden' ? (
          <p role="status" className="rounded-md bg-sunken px-3 py-3 text-ink-soft">
            {t('hidden')}
          </p>
        ) : null}
        {reveal.step === 'ask' ? null : (
          <DialogActions>
            <DialogClose asChild>
              <Button variant="outline">{t('close')}</Button>
            </DialogClose>
          </DialogActions>
        )}
      </DialogContent>
    </Dialog>
  )
}
