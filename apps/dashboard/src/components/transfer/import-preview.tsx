import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { MalformedRow } from '../../lib/import/check-rows'
import type { Preview, PreviewKind } from '../../lib/import/preview'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { ImportRows } from './import-rows'
import { KindFilter } from './kind-filter'
import { MalformedActions } from './malformed-actions'

interface ImportPreviewProps {
  preview: Preview
  /** The places are those of entries, not lines. */
  isEntries: boolean
  onBack: () => void
  onAdd: () => void
  onClose: () => void
}

/** What would be added, and what not and why, before anything is written. */
export function ImportPreview(props: ImportPreviewProps) {
  const { preview, isEntries, onBack, onAdd, onClose } = props
  const t = useTranslations('import')
  const [kind, setKind] = useState<PreviewKind | null>(null)
  const { rows, counts } = preview
  const shown = useMemo(() => (kind ? rows.filter((row) => row.kind === kind) : rows), [rows, kind])
  const malformed = useMemo(() => rows.filter(isMalformed), [rows])
  return (
    <div className="grid grid-cols-1 gap-4">
      <p role="status" className="sr-only">
        {t('summary', counts)}
      </p>
      <KindFilter counts={counts} all={rows.length} kind={kind} onChange={setKind} />
      <ImportRows rows={shown} isEntries={isEntries} />
      {malformed.length > 0 ? <MalformedActions rows={malformed} /> : null}
      <DialogActions>
        <Button variant="outline" onClick={onBack}>
          {t('back')}
        </Button>
        {counts.new > 0 ? (
          <Button onClick={onAdd}>{t('add', { count: counts.new })}</Button>
        ) : (
          <Button onClick={onClose}>{t('nothingToAdd')}</Button>
        )}
      </DialogActions>
    </div>
  )
}

function isMalformed(row: { kind: string }): row is MalformedRow {
  return row.kind === 'malformed'
}
