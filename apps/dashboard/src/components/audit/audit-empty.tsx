import { useTranslations } from 'next-intl'

export function AuditEmpty({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('audit.empty')
  return (
    <div className="grid justify-items-center gap-1 rounded-lg border border-dashed px-4 py-12 text-center">
      <p className="font-medium">{t(isFiltered ? 'filtered' : 'title')}</p>
      {isFiltered ? null : <p className="max-w-md text-pretty text-ink-soft">{t('body')}</p>}
    </div>
  )
}
