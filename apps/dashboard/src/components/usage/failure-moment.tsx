import type { UsageRange } from '@itqan/keys-contract'
import { useLocale } from 'next-intl'
import { failureFormats } from '../../lib/usage/bucket-format'
import { useTimeZone } from '../../lib/use-time-zone'

/** On the person's own clock, which only the browser knows. */
export function FailureMoment({ at, range }: { at: Date; range: UsageRange }) {
  const locale = useLocale()
  const timeZone = useTimeZone()
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap">
      {timeZone ? at.toLocaleString(locale, { ...failureFormats[range], timeZone }) : ''}
    </time>
  )
}
