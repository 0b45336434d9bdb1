import { useRef } from 'react'
import { DrawnTable, type KeysTableProps } from './drawn-table'
import type { TableLines } from './table-lines'

/** So many lines are drawn without strain. */
export const SHORT = 60

/** Every line is drawn, as far as that is no strain: a browser's own search finds each. */
export function ShortTable(props: KeysTableProps) {
  const body = useRef<HTMLDivElement>(null)
  const count = Math.min(props.layout.lines, SHORT)
  const lines: TableLines = {
    drawn: Array.from({ length: count }, (_, line) => ({ line, top: null })),
    visible: { first: 0, last: count - 1 },
    height: null,
    scrollTo: (line) =>
      body.current?.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'nearest' }),
    keep: () => undefined,
  }
  return <DrawnTable {...props} lines={lines} body={body} />
}
