/** The value below which a part of them lies: 0.5 is the median. NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN
}

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** Three digits that count, and no more: `49,400`. */
export const brief = (value: number): string =>
  Number.isFinite(value) ? threeDigits.format(value) : '–'

export const toMegabytes = (bytes: number): number => bytes / 1_048_576
