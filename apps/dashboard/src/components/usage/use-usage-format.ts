import { useFormatter } from 'next-intl'

/** Numbers and shares as the page's language writes them. */
export function useUsageFormat() {
  const format = useFormatter()
  // The font draws French's narrow space too thin to part the thousands.
  const number = (value: number) => format.number(value).replaceAll('\u202f', '\u00a0')
  const tenths = (share: number) =>
    format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  function percent(share: number | null): string {
    if (share === null) return '—'
    // What there is little of is not nothing.
    return share > 0 && share < 0.001 ? `<\u00a0${tenths(0.001)}` : tenths(share)
  }
  const compact = (value: number) => format.number(value, { notation: 'compact' })
  return { number, percent, compact }
}
