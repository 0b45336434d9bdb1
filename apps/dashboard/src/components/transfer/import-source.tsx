import { useTranslations } from 'next-intl'
import { type FormEvent, useDeferredValue, useMemo, useState } from 'react'
import { proposeProvider } from '../../lib/import/guess-provider'
import type { RawKey, Unreadable } from '../../lib/import/raw-key'
import { MAX_IMPORT_ROWS, readText } from '../../lib/import/read-text'
import type { Failure } from '../../lib/failure'
import { useFailureText } from '../shell/use-failure-text'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { type Draft, formatOf } from './draft'
import { FormatChoice } from './format-choice'
import { PasteBox } from './paste-box'
import { chosenProvider, ProviderChoice } from './provider-choice'

interface ImportSourceProps {
  draft: Draft
  failure: Failure | null
  onChange: (draft: Draft) => void
  /** @param provider of the keys whose text does not say it. */
  onRead: (rows: readonly RawKey[], provider: string | null) => void
  onCancel: () => void
}

/** Where the keys are pasted or dropped, and what is said of them. */
export function ImportSource({ draft, failure, onChange, onRead, onCancel }: ImportSourceProps) {
  const t = useTranslations('import')
  const failureText = useFailureText()
  const reading = useReading(draft)
  const [problem, setProblem] = useState<Unreadable | 'noProvider' | null>(null)
  const provider = draft.provider ?? reading.proposal ?? ''

  function change(part: Partial<Draft>) {
    setProblem(null)
    onChange({ ...draft, ...part })
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    // What is seen may be of the text of a moment before.
    const readAs = formatOf(draft)
    const read = readText(draft.text, readAs)
    const chosen = chosenProvider(provider).trim()
    if (!read.ok) return setProblem(read.problem)
    if (!chosen && read.rows.some((row) => !row.provider)) return setProblem('noProvider')
    onChange({ ...draft, readAs })
    onRead(read.rows, chosen || null)
  }

  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid gap-4">
      <PasteBox draft={draft} onText={change} onTooLarge={() => setProblem('tooMany')} />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormatChoice
          format={reading.format}
          isGuess={draft.format === null}
          found={reading.found}
          onChange={(format) => change({ format })}
        />
        {reading.needsProvider ? (
          <ProviderChoice
            value={provider}
            hint={draft.provider === null && reading.proposal ? t('proposed') : t('providerHint')}
            error={problem === 'noProvider' ? t('noProvider') : undefined}
            onChange={(chosen) => change({ provider: chosen })}
          />
        ) : (
          <p className="self-center text-pretty text-ink-soft">{t('providersSaid')}</p>
        )}
      </div>
      {problem && problem !== 'noProvider' ? (
        <Notice>{t(`unreadable.${problem}`, { max: MAX_IMPORT_ROWS })}</Notice>
      ) : null}
      {failure ? <Notice>{failureText(failure)}</Notice> : null}
      <DialogActions>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t('preview')}</Button>
      </DialogActions>
    </form>
  )
}

/** What a draft looks like, a moment behind what is typed. */
function useReading(draft: Draft) {
  const text = useDeferredValue(draft.text)
  const { format: said } = draft
  return useMemo(() => {
    const format = formatOf({ text, format: said })
    const read = readText(text, format)
    const rows = read.ok ? read.rows : []
    return {
      format,
      found: text.trim() === '' ? null : rows.length,
      proposal: proposeProvider(rows),
      needsProvider: rows.length === 0 || rows.some((row) => !row.provider),
    }
  }, [text, said])
}
