'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog, DialogContent } from '../ui/dialog'
import { wideDialogPanel } from '../ui/dialog-frame'
import { type Draft, emptyDraft } from './draft'
import { ImportOutcome } from './import-outcome'
import { ImportPreview } from './import-preview'
import { ImportProgress } from './import-progress'
import { ImportSource } from './import-source'
import { useImport } from './use-import'

/** Mount it while it is open: closed, it is gone, and what was pasted with it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('import')
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const { phase, check, add, resume, stop, back } = useImport()
  return (
    // Not closed while it adds: it is stopped first, so that its numbers are seen.
    <Dialog open onOpenChange={() => phase.step !== 'adding' && onClose()}>
      <DialogContent
        className={wideDialogPanel}
        title={t('title')}
        description={t('intro')}
        // A click beside it must not throw a long paste away.
        onInteractOutside={(event) => event.preventDefault()}
      >
        {phase.step === 'source' ? (
          <ImportSource
            draft={draft}
            failure={phase.failure}
            onChange={setDraft}
            onRead={(rows, provider) => void check(rows, provider)}
            onCancel={onClose}
          />
        ) : null}
        {phase.step === 'checking' ? (
          <ImportProgress
            label={t('checking')}
            done={phase.done}
            total={phase.total}
            onStop={stop}
          />
        ) : null}
        {phase.step === 'preview' ? (
          <ImportPreview
            preview={phase.preview}
            isEntries={draft.readAs === 'json'}
            onBack={back}
            onAdd={() => void add(phase.preview)}
            onClose={onClose}
          />
        ) : null}
        {phase.step === 'adding' ? (
          <ImportProgress
            label={phase.isStopping ? t('stopping') : t('adding')}
            done={phase.tally.added + phase.tally.found}
            total={phase.preview.inputs.length}
            onStop={stop}
          />
        ) : null}
        {phase.step === 'stopped' || phase.step === 'done' ? (
          <ImportOutcome phase={phase} onResume={resume} onClose={onClose} />
        ) : null}
      </DialogContent>
    </Dialog>
  )
}
