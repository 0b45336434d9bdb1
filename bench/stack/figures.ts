/** The value below which a part of them lies: 0.5 is the median. NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN
}

/** Three digits that count, and no more. */
export const brief = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '–'

export const toMegabytes = (bytes: number): number => bytes / 1_048_576
