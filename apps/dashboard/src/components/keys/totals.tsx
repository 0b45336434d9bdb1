import { useTranslations } from 'next-intl'
import type { KeyTotals } from '../../lib/key-totals'
import { Count } from './count'

const fields = ['keys', 'active', 'uses', 'errors'] as const

export function Totals({ totals }: { totals: KeyTotals }) {
  const t = useTranslations('keys.totals')
  return (
    <dl
      aria-label={t('label')}
      className="mt-5 grid grid-cols-2 gap-x-10 gap-y-1 border-y py-3 sm:flex sm:flex-wrap"
    >
      {fields.map((field) => (
        <div key={field} className="flex flex-row-reverse items-baseline justify-end gap-2">
          <dt className="text-ink-soft">{t(field, { count: totals[field] })}</dt>
          <dd className="text-xl font-semibold tracking-tight">
            <Count value={totals[field]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
