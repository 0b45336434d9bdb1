import { type ComponentType, useEffect, useState } from 'react'
import type { KeysTableProps } from './drawn-table'
import { SHORT, ShortTable } from './short-table'

/** After so many milliseconds a long table that could not be loaded is asked for again. */
const RETRY_MS = 5_000

/** A table on a desk, cards on a phone. Its first lines stand while what a long one needs is loaded. */
export function KeysTable(props: KeysTableProps) {
  const LongTable = useLongTable(props.layout.lines > SHORT)
  return LongTable ? <LongTable {...props} /> : <ShortTable {...props} />
}

/** What draws a long table, once one was wanted: to change back would close the menu that is open in a row. */
function useLongTable(isWanted: boolean): ComponentType<KeysTableProps> | null {
  const [LongTable, setLongTable] = useState<ComponentType<KeysTableProps> | null>(null)
  useEffect(() => {
    if (!isWanted || LongTable) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const load = () => {
      import('./long-table').then(
        (module) => setLongTable(() => module.LongTable),
        () => {
          if (!isGone) timer = setTimeout(load, RETRY_MS)
        },
      )
    }
    load()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [isWanted, LongTable])
  return LongTable
}
