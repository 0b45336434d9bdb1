import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Axis, Point } from './axis'

/** One panel a column, one under the other, both scales logarithmic. @returns an SVG. */
export async function plotAxis(axis: Axis, points: readonly Point[]): Promise<string> {
  const rows = points.flatMap(({ size, values }) =>
    axis.columns.flatMap((column) => {
      const value = values[column]
      // A logarithm has no zero.
      return value !== undefined && value > 0 ? [{ size, column, value }] : []
    }),
  )
  const spec: TopLevelSpec = {
    data: { values: rows },
    facet: { field: 'column', type: 'nominal', title: null, sort: [...axis.columns] },
    columns: 2,
    spec: {
      width: 320,
      height: 160,
      mark: { type: 'line', point: true, tooltip: false },
      encoding: {
        x: { field: 'size', type: 'quantitative', scale: { type: 'log' }, title: axis.unit },
        y: { field: 'value', type: 'quantitative', scale: { type: 'log' }, title: null },
      },
    },
    resolve: { scale: { y: 'independent' }, axis: { x: 'independent' } },
    background: 'white',
  }
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()
}
