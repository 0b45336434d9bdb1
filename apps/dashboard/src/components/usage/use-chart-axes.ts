import type { UsageRange } from '@itqan/keys-contract'
import { useLocale } from 'next-intl'
import { directionOf } from '../../i18n/locale'
import { axisFormats, momentFormats } from '../../lib/usage/bucket-format'
import { useTimeZone } from '../../lib/use-time-zone'

/** A day is named by its noon: the browser's time zones may be newer than the server's. */
const noonMs = 12 * 3_600_000

const tick = { fill: 'var(--ink-soft)', fontSize: 11 } as const

/** What both charts' axes have in common, in the page's language and direction. */
export function useChartAxes(range: UsageRange) {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  const isReversed = directionOf(locale) === 'rtl'
  const axis = new Intl.DateTimeFormat(locale, { ...axisFormats[range], timeZone })
  const moment = new Intl.DateTimeFormat(locale, { ...momentFormats[range], timeZone })
  const named = (at: number) => (range === 'month' ? at + noonMs : at)
  const line = { tick, tickLine: false, axisLine: { stroke: 'var(--line)' } }
  return {
    /** What stands in a drawing has the page's direction, and not the drawing's. */
    textOf: (text: string) => (isReversed ? `\u2067${text}\u2069` : text),
    momentOf: (at: number) => moment.format(named(at)),
    time: {
      ...line,
      dataKey: 'at',
      reversed: isReversed,
      minTickGap: 28,
      tickFormatter: (at: number) => axis.format(named(at)),
    },
    amount: {
      ...line,
      axisLine: false,
      orientation: isReversed ? 'right' : 'left',
      width: 44,
    },
  } as const
}
