import type { Language } from '../language'

interface Telling {
  language: Language
  now: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

/** A past moment: so long ago, or after a week its date. */
export function ago(moment: Date, { language, now }: Telling): string {
  const ms = Math.max(0, now - moment.getTime())
  if (ms >= WEEK_MS)
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(moment)
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  if (ms < MINUTE_MS) return relative.format(-Math.floor(ms / 1_000), 'second')
  if (ms < HOUR_MS) return relative.format(-Math.floor(ms / MINUTE_MS), 'minute')
  if (ms < DAY_MS) return relative.format(-Math.floor(ms / HOUR_MS), 'hour')
  return relative.format(-Math.floor(ms / DAY_MS), 'day')
}

/** A moment to come: its hour, and its date when that is not today's. */
export function upcoming(
  moment: Date,
  { language, now }: Telling,
): { date: string | null; time: string } {
  const isToday = moment.toDateString() === new Date(now).toDateString()
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, options).format(moment)
  return {
    date: isToday ? null : part({ dateStyle: 'medium' }),
    time: part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  }
}
