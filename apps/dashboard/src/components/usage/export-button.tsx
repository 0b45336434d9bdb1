import { DownloadIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from '../../lib/toast'
import { downloadCsv } from '../../lib/usage/download-csv'
import type { CsvTable } from '../../lib/usage/usage-csv'
import { Button } from '../ui/button'

interface ExportButtonProps {
  /** What is seen of it, and what it says to who does not see where it stands. */
  name: string
  label: string
  fileName: string
  table: () => CsvTable
}

export function ExportButton({ name, label, fileName, table }: ExportButtonProps) {
  const t = useTranslations('usage')
  const download = () =>
    void downloadCsv(table(), fileName).then(
      () => toast.success(t('exported', { fileName })),
      () => toast.error(t('notExported')),
    )
  return (
    <Button variant="outline" onClick={download} aria-label={label}>
      <DownloadIcon aria-hidden />
      {name}
    </Button>
  )
}
