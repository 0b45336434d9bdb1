/** Which way a fault disturbs: between apps and keys (dashboards and database), or apps and provider. */
export type Way = 'keys' | 'provider'

/** One fault as it was applied. Times in milliseconds since 1970. */
export interface Applied {
  fault: string
  begin: number
  end: number
  disturbs: readonly Way[]
  /** What it broke may be noticed only this long after its end: a connection that went silent. */
  noticedMs: number
  /** How long after its end all must be well again. */
  recoveryMs: number
}

export interface Interval {
  from: number
  to: number
}

/** When something was broken, or had not been noticed yet. */
export const disturbanceOf = ({ begin, end, noticedMs }: Applied): Interval => ({
  from: begin,
  to: end + noticedMs,
})

/** When a way was disturbed. */
export function disturbances(applied: readonly Applied[], way: Way): Interval[] {
  return applied.filter(({ disturbs }) => disturbs.includes(way)).map(disturbanceOf)
}

/** The parts of an interval that no other interval covers, in order. */
export function without({ from, to }: Interval, covers: readonly Interval[]): Interval[] {
  const left: Interval[] = []
  let at = from
  for (const cover of covers.toSorted((a, b) => a.from - b.from)) {
    if (cover.to <= at || cover.from >= to) continue
    if (cover.from > at) left.push({ from: at, to: cover.from })
    at = cover.to
  }
  if (at < to) left.push({ from: at, to })
  return left
}

export const lengthOf = ({ from, to }: Interval): number => Math.max(0, to - from)

export const overlaps = (a: Interval, b: Interval): boolean => a.from <= b.to && b.from <= a.to
