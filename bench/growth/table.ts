import { brief } from '../stack/figures'
import type { Axis, Point } from './axis'

/** A table in Markdown: a line for each size. */
export function toMarkdown(axis: Axis, points: readonly Point[]): string {
  const head = [axis.unit, ...axis.columns, '']
  const lines = points.map(({ size, values, note }) => [
    size.toLocaleString('en'),
    ...axis.columns.map((column) => brief(values[column] ?? Number.NaN)),
    note ?? '',
  ])
  const rule = head.map((_, index) => (index === head.length - 1 ? '---' : '---:'))
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
