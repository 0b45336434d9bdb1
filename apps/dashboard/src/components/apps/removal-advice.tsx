import { useFormatter, useTranslations } from 'next-intl'
import type { Rotation } from '../../lib/apps/rotation'
import { useTimeZone } from '../../lib/use-time-zone'

/** Whether the old secret may go, or what keeps it. */
export function RemovalAdvice({ step, safeAt }: Pick<Rotation, 'step' | 'safeAt'>) {
  const t = useTranslations('apps.rotate')
  const format = useFormatter()
  const timeZone = useTimeZone()
  if (step === 'remove') return t('removeNow')
  if (step === 'deploy') return t('removeLater')
  if (!safeAt) return t('streamsOpen')
  // Until the browser's own zone is known, no hour is the right one.
  return timeZone
    ? t('quietAt', { time: format.dateTime(safeAt, { timeStyle: 'short', timeZone }) })
    : null
}
