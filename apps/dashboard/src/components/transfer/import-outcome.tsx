import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MalformedRow } from '../../lib/import/check-rows'
import { Count } from '../keys/count'
import { useFailureText } from '../shell/use-failure-text'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { MalformedActions } from './malformed-actions'
import type { ImportPhase } from './use-import'

export type Stopped = Extract<ImportPhase, { step: 'stopped' }>

interface ImportOutcomeProps {
  phase: Stopped | Extract<ImportPhase, { step: 'done' }>
  onResume: (stopped: Stopped) => Promise<void>
  onClose: () => void
}

/** What the import came to, in the numbers of its preview; halfway, it can be taken up again. */
export function ImportOutcome({ phase, onResume, onClose }: ImportOutcomeProps) {
  const t = useTranslations('import')
  const failureText = useFailureText()
  const { preview, tally } = phase
  const { duplicate, malformed } = preview.counts
  const left = preview.inputs.length - tally.added - tally.found
  const rows = preview.rows.filter((row): row is MalformedRow => row.kind === 'malformed')
  return (
    <div className="grid grid-cols-1 gap-4">
      <p role="status" className="text-base font-medium">
        {phase.step === 'done'
          ? t('done', { count: tally.added })
          : t('stoppedAt', { done: tally.added + tally.found, total: preview.inputs.length })}
      </p>
      {phase.step === 'stopped' && phase.failure ? (
        <Notice>{failureText(phase.failure)}</Notice>
      ) : null}
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        <Figure name="added" label={t('result.added', { count: tally.added })}>
          <Count value={tally.added} />
        </Figure>
        <Figure name="duplicate" label={t('result.duplicate', { count: duplicate })}>
          <Count value={duplicate} />
        </Figure>
        <Figure name="malformed" label={t('result.malformed', { count: malformed })}>
          <Count value={malformed} />
        </Figure>
        <Figure name="left" label={t('result.left', { count: left })}>
          <Count value={left} />
        </Figure>
      </dl>
      {tally.found > 0 ? (
        <p className="text-pretty text-ink-soft">{t('found', { count: tally.found })}</p>
      ) : null}
      {rows.length > 0 ? <MalformedActions rows={rows} /> : null}
      <DialogActions>
        <Button variant={phase.step === 'done' ? 'solid' : 'outline'} onClick={onClose}>
          {t('close')}
        </Button>
        {phase.step === 'stopped' ? (
          <Button onClick={() => void onResume(phase)}>{t('resume', { count: left })}</Button>
        ) : null}
      </DialogActions>
    </div>
  )
}

function Figure({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <div className="rounded-md border px-3 py-2">
      <dt className="text-[13px] text-ink-soft">{label}</dt>
      <dd data-figure={name} className="text-lg font-semibold">
        {children}
      </dd>
    </div>
  )
}
