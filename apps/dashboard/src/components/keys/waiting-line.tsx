import { useTranslations } from 'next-intl'
import { Skeleton } from '../ui/skeleton'

/** Stands where a key's line will be. */
export function WaitingLine() {
  const t = useTranslations('keys')
  return (
    <div role="cell" aria-colspan={12} className="col-span-full">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-10 lg:h-8" />
    </div>
  )
}
