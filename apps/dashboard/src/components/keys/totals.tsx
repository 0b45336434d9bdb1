import type { ManagedKey } from '@itqan/keys-contract'
import { useFormatter, useTranslations } from 'next-intl'
import { keyTotals } from '../../lib/key-totals'

const fields = ['keys', 'active', 'uses', 'errors'] as const

export function Totals({ keys }: { keys: ManagedKey[] }) {
  const t = useTranslations('keys.totals')
  const format = useFormatter()
  const totals = keyTotals(keys)
  return (
    <dl
      aria-label={t('label')}
      className="mt-6 grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-4"
    >
      {fields.map((field) => (
        <div key={field} className="flex flex-col-reverse gap-0.5 bg-surface px-4 py-3">
          <dt className="text-[13px] text-ink-soft">{t(field)}</dt>
          <dd className="text-2xl font-medium tracking-tight">{format.number(totals[field])}</dd>
        </div>
      ))}
    </dl>
  )
}
