/** Prints a measured figure beside the test's result. No test depends on it. */
export function figure(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** `p50 1.2 ms, p99 3.4 ms, max 5.6 ms` */
export function percentiles(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0
  return `p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, max ${at(1).toFixed(1)} ms`
}
