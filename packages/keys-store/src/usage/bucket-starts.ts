import type { UsageRange, UsageSpan } from '@itqan/keys-contract'

interface Buckets {
  /** The rows that are counted. */
  span: UsageSpan
  /** How many, and how long each is on the clock of the wall. */
  count: number
  lengthMs: number
}

const buckets = {
  hour: { span: 'minute', count: 60, lengthMs: 60_000 },
  day: { span: 'hour', count: 24, lengthMs: 3_600_000 },
  week: { span: 'hour', count: 28, lengthMs: 6 * 3_600_000 },
  month: { span: 'hour', count: 30, lengthMs: 24 * 3_600_000 },
} as const satisfies Record<UsageRange, Buckets>

export function spanOf(range: UsageRange): UsageSpan {
  return buckets[range].span
}

export interface BucketOptions {
  range: UsageRange
  /** Where a day begins, and its quarters. */
  timeZone: string
  now: Date
}

/** When the buckets of a range begin, the present one last. */
export function bucketStarts({ range, timeZone, now }: BucketOptions): Date[] {
  const { count, lengthMs } = buckets[range]
  // Minutes and hours begin everywhere at once, and none is left out where clocks are changed.
  const zone = lengthMs > 3_600_000 ? createZone(timeZone) : utc
  const wall = zone.wallOf(now.getTime())
  const last = wall - (wall % lengthMs)
  return Array.from({ length: count }, (_, index) => {
    return new Date(zone.momentOf(last - (count - 1 - index) * lengthMs))
  })
}

/** A wall's clock is told as the moment at which UTC's shows the same, in milliseconds. */
interface Zone {
  wallOf(moment: number): number
  momentOf(wall: number): number
}

const utc: Zone = { wallOf: (moment) => moment, momentOf: (wall) => wall }

const dayMs = 24 * 3_600_000

function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  function wallOf(moment: number): number {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, +value]))
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
    const [year, month, day] = [part('year'), part('month') - 1, part('day')]
    return Date.UTC(year, month, day, part('hour'), part('minute'), part('second'))
  }
  const offsetAt = (moment: number) => wallOf(moment) - Math.floor(moment / 1000) * 1000
  function momentOf(wall: number): number {
    const before = wall - offsetAt(wall - dayMs)
    const after = wall - offsetAt(wall + dayMs)
    const shown = [before, after].filter((moment) => wallOf(moment) === wall)
    // A clock that is put forward past it shows it at no moment: it begins when that is done.
    return shown.length > 0 ? Math.min(...shown) : before
  }
  return { wallOf, momentOf }
}
