import { useTranslations } from 'next-intl'
import { Skeleton } from '../ui/skeleton'

const rows = ['a', 'b', 'c']

export function AppsSkeleton() {
  const t = useTranslations('apps')
  return (
    <div aria-busy="true">
      <p className="sr-only">{t('loading')}</p>
      <div className="flex items-center justify-between">
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <Skeleton className="h-9 w-48" />
      </div>
      <div className="mt-8 grid gap-3">
        {rows.map((row) => (
          <Skeleton key={row} className="h-28 lg:h-12" />
        ))}
      </div>
    </div>
  )
}
