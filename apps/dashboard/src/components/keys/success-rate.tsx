import type { UseCounts } from '@itqan/keys-contract'
import { useFormatter, useTranslations } from 'next-intl'
import { successRate } from '../../lib/keys-table/sparkline'

/** Under this share something is wrong with the key. */
const GOOD = 0.9

export function SuccessRate({ uses }: { uses: UseCounts | null }) {
  const t = useTranslations('keys')
  const format = useFormatter()
  const rate = successRate(uses)
  if (rate === null) {
    return (
      <span className="text-ink-soft">
        <span aria-hidden>–</span>
        <span className="sr-only">{t('notUsed')}</span>
      </span>
    )
  }
  // Rounded down: 100 % is said of what never failed, and of nothing else.
  const shown = Math.floor(rate * 1000) / 1000
  return (
    <span className={rate < GOOD ? 'font-medium text-danger' : undefined}>
      {format.number(shown, { style: 'percent', maximumFractionDigits: rate < 0.995 ? 0 : 1 })}
    </span>
  )
}
