const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Time left, as a clock counts it down: `4:05`, `2:03:20`; days beyond. */
export interface RemainingTime {
  days: number
  clock: string
}

/** `null` once it is over. */
export function remainingTime(until: Date, now: Date): RemainingTime | null {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  if (seconds <= 0) return null
  const hours = Math.floor((seconds % DAY) / HOUR)
  const minutes = Math.floor((seconds % HOUR) / MINUTE)
  const parts = hours > 0 || seconds >= DAY ? [hours, pad(minutes)] : [minutes]
  return { days: Math.floor(seconds / DAY), clock: [...parts, pad(seconds % MINUTE)].join(':') }
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}
