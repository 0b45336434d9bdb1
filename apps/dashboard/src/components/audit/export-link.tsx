import { DownloadIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FilterParams, filterQuery } from '../../lib/audit/filter-params'

/** A plain link: the browser streams the file to the disk, however long it is. */
export function ExportLink({ params }: { params: FilterParams }) {
  const t = useTranslations('audit.export')
  return (
    <a
      href={`/api/audit/export${filterQuery(params)}`}
      download
      title={t('hint')}
      className="inline-flex h-9 items-center gap-2 rounded-md border border-line-strong/60 bg-surface px-3.5 text-sm font-medium whitespace-nowrap hover:bg-sunken [&_svg]:size-4"
    >
      <DownloadIcon aria-hidden />
      {t('open')}
    </a>
  )
}
