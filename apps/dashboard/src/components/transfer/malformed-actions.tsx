import { CopyIcon, DownloadIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { MalformedRow } from '../../lib/import/check-rows'
import { maskedLines } from '../../lib/import/masked-lines'
import { toast } from '../../lib/toast'
import { Button } from '../ui/button'
import { copyText } from './copy-text'
import { saveFile } from './save-file'
import { useRowText } from './use-row-text'

/** Hands the malformed lines out, masked, to be mended where they come from. */
export function MalformedActions({ rows }: { rows: readonly MalformedRow[] }) {
  const t = useTranslations('import')
  const rowText = useRowText()
  const lines = () => maskedLines(rows, rowText)

  async function copy() {
    const isDone = await copyText(lines())
    if (isDone) toast(t('malformedCopied', { count: rows.length }))
    else toast.error(t('notCopied'))
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="me-auto text-ink-soft">{t('malformedLines', { count: rows.length })}</p>
      <Button variant="outline" onClick={() => void copy()}>
        <CopyIcon aria-hidden />
        {t('copyMalformed')}
      </Button>
      <Button
        variant="outline"
        onClick={() =>
          saveFile({ name: 'malformed-lines.txt', type: 'text/plain', parts: [lines()] })
        }
      >
        <DownloadIcon aria-hidden />
        {t('downloadMalformed')}
      </Button>
    </div>
  )
}
