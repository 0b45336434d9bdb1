import { parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import {
  type FilterParams,
  filterOf,
  filterParamNames,
  noFilter,
} from '../../lib/audit/filter-params'

const text = parseAsString.withDefault('')

const parsers = Object.fromEntries(filterParamNames.map((name) => [name, text])) as Record<
  keyof FilterParams,
  typeof text
>

/** What is looked for, as the address says it: a link shows the same to whoever opens it. */
export function useAuditFilter() {
  const [params, setParams] = useQueryStates(parsers, { history: 'replace' })
  const filter = useMemo(() => filterOf(params), [params])
  return {
    params,
    filter,
    isFiltered: filterParamNames.some((name) => params[name] !== ''),
    choose: (chosen: Partial<FilterParams>) => void setParams(chosen),
    clear: () => void setParams(noFilter),
  }
}

export type AuditFilterState = ReturnType<typeof useAuditFilter>
