import { useTranslations } from 'next-intl'
import { Skeleton } from '../ui/skeleton'

const rows = ['a', 'b', 'c', 'd', 'e', 'f']

export function KeysSkeleton() {
  const t = useTranslations('keys')
  return (
    <div aria-busy="true">
      <p className="sr-only">{t('loading')}</p>
      <div className="flex items-center justify-between">
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <Skeleton className="h-9 w-40" />
      </div>
      <Skeleton className="mt-5 h-20 sm:h-13" />
      <div className="mt-8 grid gap-3">
        {rows.map((row) => (
          <Skeleton key={row} className="h-9" />
        ))}
      </div>
    </div>
  )
}
