import { useTranslations } from 'next-intl'
import { Skeleton } from '../ui/skeleton'

export function UsageSkeleton() {
  const t = useTranslations('usage')
  return (
    <div aria-busy="true">
      <p className="sr-only">{t('loading')}</p>
      <Skeleton className="mt-5 h-24" />
      <ChartsSkeleton />
      <Skeleton className="mt-6 h-64" />
    </div>
  )
}

/** As tall as the charts: nothing jumps when they come. */
export function ChartsSkeleton() {
  return (
    <div className="mt-5 grid gap-4 lg:grid-cols-2">
      <Skeleton className="h-74" />
      <Skeleton className="h-74" />
    </div>
  )
}
