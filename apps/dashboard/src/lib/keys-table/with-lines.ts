interface Range {
  startIndex: number
  endIndex: number
  overscan: number
  count: number
}

/** Every line of a range and around it, and some that are elsewhere; in order, each once. */
export function withLines(range: Range, others: readonly (number | null | undefined)[]): number[] {
  const { startIndex, endIndex, overscan, count } = range
  const lines = new Set<number>()
  const last = Math.min(count - 1, endIndex + overscan)
  for (let line = Math.max(0, startIndex - overscan); line <= last; line += 1) lines.add(line)
  for (const line of others) {
    if (typeof line === 'number' && line < count) lines.add(line)
  }
  return [...lines].toSorted((a, b) => a - b)
}
