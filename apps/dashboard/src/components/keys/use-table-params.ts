import { useSearchParams } from 'next/navigation'
import { startTransition, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { changeSearch } from '../../lib/change-search'
import {
  defaultParams,
  filterOf,
  readParams,
  type TableParams,
  withParams,
} from '../../lib/keys-table/table-params'

/** Filters and order of the table, kept in the address. */
export function useTableParams() {
  const address = useSearchParams()
  const kept = useMemo(() => readParams(address), [address])
  // Seen at once; the address follows.
  const [ahead, setAhead] = useState<Partial<TableParams>>({})
  const params = { ...kept, ...ahead }
  const setParams = useCallback((changed: Partial<TableParams>) => {
    setAhead((now) => ({ ...now, ...changed }))
    changeSearch(
      (search) => withParams(search, { ...readParams(new URLSearchParams(search)), ...changed }),
      // In the same task as Next's own transition to the new address, and so drawn with it.
      () => startTransition(() => setAhead({})),
    )
  }, [])
  // What is typed is seen at once; the table follows.
  const text = useDeferredValue(params.q)
  // Of the same choice always the same filter, however often the address is read.
  const asked = withParams('', { ...params, q: text, sort: defaultParams.sort })
  const filter = useMemo(() => filterOf(readParams(new URLSearchParams(asked))), [asked])
  return { params, setParams, filter, sort: params.sort }
}
