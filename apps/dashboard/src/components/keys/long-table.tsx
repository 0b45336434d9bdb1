import { useRef } from 'react'
import { DrawnTable, type KeysTableProps } from './drawn-table'
import { useWindowLines } from './use-window-lines'

/** Of ten thousand lines those in sight are drawn. */
export function LongTable(props: KeysTableProps) {
  const body = useRef<HTMLDivElement>(null)
  const lines = useWindowLines(props.layout, body)
  return <DrawnTable {...props} lines={lines} body={body} />
}
