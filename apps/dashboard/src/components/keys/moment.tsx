import { useLocale } from 'next-intl'
import { relativeTime } from '../../lib/relative-time'
import { useTimeZone } from '../../lib/use-time-zone'
import { useNow } from './now'

/** « il y a 3 min », with the exact time of the person's own clock as a tooltip. */
export function Moment({ at }: { at: Date }) {
  const locale = useLocale()
  const now = useNow()
  const timeZone = useTimeZone()
  const exact = timeZone
    ? at.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'medium', timeZone })
    : undefined
  return (
    <time dateTime={at.toISOString()} title={exact}>
      {relativeTime({ at, now, locale })}
    </time>
  )
}
