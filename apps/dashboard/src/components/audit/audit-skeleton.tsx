import { useTranslations } from 'next-intl'
import { Skeleton } from '../ui/skeleton'

const rows = [72, 56, 64, 48, 68, 52, 60, 44] as const

export function AuditSkeleton() {
  const t = useTranslations('audit.list')
  return (
    <div role="status" className="grid gap-px rounded-lg border bg-surface">
      <span className="sr-only">{t('loading')}</span>
      {rows.map((width) => (
        <div key={width} className="flex h-11 items-center gap-3 px-4">
          <Skeleton isRound className="size-4" />
          <Skeleton className="h-3.5 w-1/2" />
        </div>
      ))}
    </div>
  )
}
