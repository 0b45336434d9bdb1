import type { OutcomeCounts } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { figuresOf } from '../../lib/usage/figures'
import { useUsageFormat } from './use-usage-format'

export function UsageTotals({ totals }: { totals: OutcomeCounts }) {
  const t = useTranslations('usage.totals')
  const { number, percent } = useUsageFormat()
  const { calls, successRate, failed, againstKey } = figuresOf(totals)
  const fields = [
    { name: 'calls', value: number(calls), hint: null },
    { name: 'successRate', value: percent(successRate), hint: t('successRateHint') },
    { name: 'failed', value: number(failed), hint: t('failedHint') },
    { name: 'againstKey', value: number(againstKey), hint: t('againstKeyHint') },
  ] as const
  return (
    <dl
      aria-label={t('label')}
      className="mt-5 grid grid-cols-2 gap-x-8 gap-y-3 border-y py-3 md:grid-cols-4"
    >
      {fields.map(({ name, value, hint }) => (
        <div key={name}>
          <dt className="text-ink-soft">{t(name)}</dt>
          <dd className="text-2xl font-semibold tracking-tight">{value}</dd>
          {hint ? <dd className="mt-0.5 text-xs text-pretty text-ink-soft">{hint}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
