import { useTranslations } from 'next-intl'
import { remainingTime } from '../../lib/keys-table/remaining-time'
import { useNow } from './now'

/** Time left, counted down. Not read out each second: whoever comes to it hears it once. */
export function Remaining({ until }: { until: Date }) {
  const t = useTranslations('keys')
  const left = remainingTime(until, useNow())
  if (!left) return null
  return (
    <time dateTime={until.toISOString()} dir="auto" className="tabular-nums">
      {left.days > 0 ? t('remainingDays', { days: left.days, clock: left.clock }) : left.clock}
    </time>
  )
}
