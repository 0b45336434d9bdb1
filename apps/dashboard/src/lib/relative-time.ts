const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const steps = [
  { below: MINUTE, unit: 'second', seconds: 1 },
  { below: HOUR, unit: 'minute', seconds: MINUTE },
  { below: DAY, unit: 'hour', seconds: HOUR },
  { below: 30 * DAY, unit: 'day', seconds: DAY },
  { below: 365 * DAY, unit: 'month', seconds: 30 * DAY },
  { below: Infinity, unit: 'year', seconds: 365 * DAY },
] as const

/**
 * How long ago something was: « il y a 3 min ». Under 5 seconds it is « maintenant », as is a moment
 * in the future: the server's clock may run ahead of the browser's.
 */
export function relativeTime(options: { at: Date; now: Date; locale: string }): string {
  const format = formatFor(options.locale)
  const elapsed = (options.now.getTime() - options.at.getTime()) / 1000
  if (elapsed < 5) return format.format(0, 'second')
  const step = steps.find(({ below }) => elapsed < below) ?? steps[0]
  return format.format(-Math.floor(elapsed / step.seconds), step.unit)
}

const formats = new Map<string, Intl.RelativeTimeFormat>()

/** Building one costs a thousand times what using it does. */
function formatFor(locale: string): Intl.RelativeTimeFormat {
  const format =
    formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  formats.set(locale, format)
  return format
}
