import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Contest } from '../contest/contest'
import type { Row } from '../contest/row'

/** A contest at one size, and what came of it. */
export interface Point {
  contest: Contest
  row: Row
}

/** The names of all lines, in their order. */
export const linesOf = (contests: readonly Contest[]): string[] => [
  ...new Set(contests.flatMap(({ growth }) => growth?.line ?? [])),
]

/** As the file of a line is named: `list-by-keys.svg`. */
export const fileOf = (line: string): string =>
  `${line.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.svg`

/** The points of a line, by its name; of a line that was measured in part only, none. */
export function pointsOf(
  line: string,
  { contests, points }: { contests: readonly Contest[]; points: readonly Point[] },
): readonly Point[] {
  const isOnLine = (contest: Contest) => contest.growth?.line === line
  const measured = points.filter(({ contest }) => isOnLine(contest))
  return measured.length === contests.filter(isOnLine).length ? measured : []
}

/** What grows along one line. @returns the text of an SVG. */
export async function plotLine(line: string, points: readonly Point[]): Promise<string> {
  const unit = points[0]?.row.unit ?? ''
  const values = points.flatMap(({ contest, row }) => [
    { size: contest.growth?.size, side: 'ours', value: row.ours },
    { size: contest.growth?.size, side: row.against, value: row.theirs },
  ])
  const spec: TopLevelSpec = {
    // A logarithm has no zero.
    data: { values: values.filter(({ value }) => value > 0) },
    title: line,
    width: 420,
    height: 240,
    mark: { type: 'line', point: true },
    encoding: {
      x: {
        field: 'size',
        type: 'quantitative',
        scale: { type: 'log' },
        title: points[0]?.contest.growth?.of ?? '',
      },
      y: { field: 'value', type: 'quantitative', scale: { type: 'log' }, title: unit },
      color: { field: 'side', type: 'nominal', title: null },
    },
    background: 'white',
  }
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()
}
