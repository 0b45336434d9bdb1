import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Contest } from '../contest/contest'
import type { Row } from '../contest/row'

/** A contest at one size, and what came of it. */
export interface Point {
  contest: Contest
  row: Row
}

/** What grows along one line. */
export interface Plot {
  /** As a file is named: `list-listener`. */
  name: string
  title: string
  svg: string
}

/** One plot a line, of all that was measured on it. */
export async function plotLines(points: readonly Point[]): Promise<Plot[]> {
  const lines = new Set(points.flatMap(({ contest }) => contest.growth?.line ?? []))
  return Promise.all(
    [...lines].map((line) =>
      plotLine(
        line,
        points.filter(({ contest }) => contest.growth?.line === line),
      ),
    ),
  )
}

async function plotLine(line: string, points: readonly Point[]): Promise<Plot> {
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
  const svg = await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()
  return { name: line.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), title: line, svg }
}
