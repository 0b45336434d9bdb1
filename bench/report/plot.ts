import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Contest } from '../contest/contest'
import { keyOf, type Row } from '../contest/row'

/** The same work at several sizes. */
export interface Line {
  name: string
  /** What grows. */
  of: string
  points: readonly Point[]
}

/** What was measured at one size. */
interface Point {
  size: number
  row: Row
}

/** The lines that were measured at two sizes at least, in their order. */
export function linesOf(contests: readonly Contest[], rows: readonly Row[]): Line[] {
  const measured = new Map(rows.map((row) => [keyOf(row), row]))
  const lines = new Map<string, { of: string; points: Point[] }>()
  for (const contest of contests) {
    const row = measured.get(keyOf(contest))
    if (!contest.growth || !row) continue
    const { line, of, size } = contest.growth
    const known = lines.get(line) ?? { of, points: [] }
    lines.set(line, known)
    known.points.push({ size, row })
  }
  const isLine = ({ points }: Line) => new Set(points.map(({ size }) => size)).size > 1
  return Array.from(lines, ([name, line]) => ({ name, ...line })).filter(isLine)
}

/** As the file of a line is named: `list-by-keys.svg`. */
export const fileOf = ({ name }: Line): string =>
  `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.svg`

/** What grows along one line. @returns the text of an SVG. */
export function plotLine({ name, of, points }: Line): Promise<string> {
  const unit = points[0]?.row.unit ?? ''
  const sides = ['ours', ...new Set(points.map(({ row }) => row.against))]
  const values = points.flatMap(({ size, row }) => [
    { size, side: 'ours', value: row.ours },
    { size, side: row.against, value: row.theirs },
  ])
  const spec: TopLevelSpec = {
    data: { values },
    title: name,
    width: 420,
    height: 240,
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'size', type: 'quantitative', ...scaleOf(of), title: of },
      y: { field: 'value', type: 'quantitative', ...scaleOf(unit), title: unit },
      color: {
        field: 'side',
        type: 'nominal',
        title: null,
        // Ours looks the same in all of them.
        sort: sides,
        legend: { orient: 'bottom', labelLimit: 400 },
      },
    },
    background: 'white',
  }
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()
}

/** Parts of a hundred are seen as they are; what grows tenfold each time, by its logarithm. */
function scaleOf(unit: string) {
  if (unit.startsWith('%')) return { scale: { zero: true } } as const
  return { scale: { type: 'log', nice: false, padding: 10 }, axis: { tickCount: 5 } } as const
}
