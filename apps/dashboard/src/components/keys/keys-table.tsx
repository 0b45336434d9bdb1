import dynamic from 'next/dynamic'
import { Suspense, useState } from 'react'
import type { KeysTableProps } from './drawn-table'
import { SHORT, ShortTable } from './short-table'

// What only a long table needs comes with one.
const LongTable = dynamic(async () => (await import('./long-table')).LongTable)

/** A table on a desk, cards on a phone. */
export function KeysTable(props: KeysTableProps) {
  const isLong = props.layout.lines > SHORT
  // It stays what it has become: to change back would close the menu that is open in a row.
  const [wasLong, setWasLong] = useState(isLong)
  if (isLong && !wasLong) setWasLong(true)
  return (
    <Suspense fallback={<ShortTable {...props} />}>
      {wasLong ? <LongTable {...props} /> : <ShortTable {...props} />}
    </Suspense>
  )
}
