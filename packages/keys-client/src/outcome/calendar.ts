const HOUR_MS = 3_600_000

const losAngeles = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
})

/** The first midnight in Los Angeles after `now`, both in milliseconds since 1970. */
export function nextMidnightInLosAngeles(now: number): number {
  const today = fieldsInLosAngeles(now)
  const inSummer = Date.UTC(today.year, today.month - 1, today.day + 1, 7)
  // The clock changes at two in the morning: which of the two offsets holds is settled by midnight.
  return fieldsInLosAngeles(inSummer).hour === 0 ? inSummer : inSummer + HOUR_MS
}

/** 00:00 UTC on the first day of the month after `now`, both in milliseconds since 1970. */
export function firstOfNextMonth(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

function fieldsInLosAngeles(at: number) {
  const fields = { year: 0, month: 0, day: 0, hour: 0 }
  for (const { type, value } of losAngeles.formatToParts(at)) {
    if (type === 'year' || type === 'month' || type === 'day' || type === 'hour') {
      fields[type] = Number(value)
    }
  }
  return fields
}
