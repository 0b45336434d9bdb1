import { useTranslations } from 'next-intl'
import { Skeleton } from '../ui/skeleton'

const rows = ['a', 'b', 'c', 'd']

/** `isPart`: under the page's own heading and pickers. */
export function WhySkeleton({ isPart = false }: { isPart?: boolean }) {
  const t = useTranslations('why')
  return (
    <div aria-busy="true">
      <p className="sr-only">{t('loading')}</p>
      {isPart ? null : (
        <>
          <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
          <Skeleton className="mt-8 h-16 max-w-xl" />
        </>
      )}
      <div className="mt-8 grid gap-3">
        {rows.map((row) => (
          <Skeleton key={row} className="h-20" />
        ))}
      </div>
    </div>
  )
}
