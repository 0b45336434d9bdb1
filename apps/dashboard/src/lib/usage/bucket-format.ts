import type { UsageRange } from '@itqan/keys-contract'

type Format = Intl.DateTimeFormatOptions

const time = { hour: '2-digit', minute: '2-digit' } as const satisfies Format
const day = { day: 'numeric', month: 'short' } as const satisfies Format

/** Below a chart, where there is little room. */
export const axisFormats = {
  hour: time,
  day: time,
  week: day,
  month: day,
} as const satisfies Record<UsageRange, Format>

/** In a table, where a moment stands alone. */
export const momentFormats = {
  hour: time,
  day: { ...day, ...time },
  week: { weekday: 'short', ...day, ...time },
  month: { weekday: 'short', ...day },
} as const satisfies Record<UsageRange, Format>

/** Of a failure: known to the hour even where days are shown. */
export const failureFormats = {
  ...momentFormats,
  week: { ...day, ...time },
  month: { ...day, ...time },
} as const satisfies Record<UsageRange, Format>
