const units = [
  { unit: 'day', ms: 24 * 3_600_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

/** How long until then, in its two largest units: « 3 min 12 s ». Never less than a second. */
export function timeLeft(options: { until: Date; now: Date; locale: string }): string {
  const { until, now, locale } = options
  const ms = Math.max(1_000, Math.ceil((until.getTime() - now.getTime()) / 1_000) * 1_000)
  const from = units.findIndex((one) => ms >= one.ms)
  return units
    .slice(from, from + 2)
    .map(({ unit, ms: length }, index) => {
      const value = Math.floor((index === 0 ? ms : ms % (units[from]?.ms ?? 1)) / length)
      return { unit, value }
    })
    .filter(({ value }) => value > 0)
    .map(({ unit, value }) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ')
}
